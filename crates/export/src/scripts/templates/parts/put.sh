cp "$exported" "$home/$config_file"
cmp -s "$exported" "$home/$config_file" || fail "$home/$config_file is not what was copied"
