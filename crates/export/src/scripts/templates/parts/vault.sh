# The tool takes the keystore from a file that the server makes at its first start, so it has to name
# ours now. The server makes it anew from what was installed.
[ -f "$home/$keystore_file" ] || fail "$home holds no $keystore_file: is it an unpacked $pack?"
[ -f "$home/$security_folder/$store" ] ||
    fail "$home/$security_folder/$store is missing, and passwords are encrypted with it: make the keystores first"
LOCATION="\${carbon.home}/$security_folder/$store_in_xml" KIND=$store_kind ALIAS=$alias_in_xml awk '
function filled(tag, value,    from, to) {
    from = index($0, "<" tag ">")
    to = index($0, "</" tag ">")
    if (from && to) $0 = substr($0, 1, from + length(tag) + 1) value substr($0, to)
}
/<KeyStore>|<InternalKeyStore>/ { ours = 1 }
ours { filled("Location", ENVIRON["LOCATION"]); filled("Type", ENVIRON["KIND"]); filled("KeyAlias", ENVIRON["ALIAS"]) }
/<\/KeyStore>|<\/InternalKeyStore>/ { ours = 0 }
{ print }' "$home/$keystore_file" >"$home/$keystore_file.new" || fail "$home/$keystore_file could not be written; it is as it was"
mv "$home/$keystore_file.new" "$home/$keystore_file"

[ -f "$home/$vault_tool" ] || fail "$home holds no $vault_tool"
eval "value=\${$store_secret-}"
# The tool asks a terminal or takes the password as a word, which other users of this machine can see
# while it runs.
(cd "$home/bin" && CARBON_HOME=$home sh "$home/$vault_tool" -Dconfigure "-Dpassword=$value") ||
    fail "$vault_tool failed, see its output above"
if sed -n '/^\[secrets\]/,$p' "$home/$config_file" | grep -q '= *"\['; then
    fail "$vault_tool left passwords readable in $home/$config_file"
fi
