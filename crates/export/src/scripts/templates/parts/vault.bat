rem The tool takes the keystore from a file that the server makes at its first start, so it has to name
rem ours now. The server makes it anew from what was installed.
if not exist "%home%\%keystore_file%" goto no_pack
if not exist "%home%\%security_folder%\%store%" goto no_store
powershell -NoProfile -Command "$path = Join-Path $env:home $env:keystore_file; $xml = New-Object Xml.XmlDocument; $xml.PreserveWhitespace = $true; $xml.Load($path); foreach ($name in 'KeyStore', 'InternalKeyStore') { foreach ($found in $xml.GetElementsByTagName($name)) { foreach ($part in $found.ChildNodes) { switch ($part.LocalName) { 'Location' { $part.InnerText = '${carbon.home}/' + $env:security_folder.Replace('\', '/') + '/' + $env:store } 'Type' { $part.InnerText = $env:store_kind } 'KeyAlias' { $part.InnerText = $env:store_alias } } } } }; $xml.Save($path)"
if errorlevel 1 goto not_encrypted
rem The tool asks a terminal or takes the password as a word, which other users of this machine can see
rem while it runs. PowerShell hands it on, because the command processor would read marks in it.
pushd "%home%\bin"
set "CARBON_HOME=%home%"
powershell -NoProfile -Command "& (Join-Path $env:home $env:vault_tool) '-Dconfigure' ('-Dpassword=' + [Environment]::GetEnvironmentVariable($env:store_secret)); exit $LASTEXITCODE"
set "result=%errorlevel%"
popd
if not "%result%"=="0" goto not_encrypted
powershell -NoProfile -Command "$text = [IO.File]::ReadAllText((Join-Path $env:home $env:config_file)); if ($text -match '(?ms)^\[secrets\].*= *\x22\[') { exit 1 }"
if errorlevel 1 goto not_encrypted
