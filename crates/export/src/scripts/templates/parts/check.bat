for %%N in (%secrets%) do (
    set "current=%%N"
    if not defined %%N goto no_secret
    rem The server copies passwords into XML files as they are, or into a text of YAML which it reads
    rem again; the vault's tool takes brackets for ends. \x5e is the caret.
    powershell -NoProfile -Command "$value = [Environment]::GetEnvironmentVariable('%%N'); if ($env:marks -eq 'xml' -and $value -match '[&<\x22]') { exit 1 }; if ($env:marks -eq 'vault' -and $value -match '[\x5b\x5d]') { exit 2 }; if ($env:marks -eq 'yaml' -and $value -cnotmatch '\A[A-Za-z][A-Za-z0-9_.+=~\x5e-]*\z') { exit 3 }"
    if errorlevel 3 goto bad_in_yaml
    if errorlevel 2 goto bad_in_vault
    if errorlevel 1 goto bad_in_xml
)
for %%N in (%secrets_in_urls%) do (
    set "current=%%N"
    rem And this one into the URL of its message broker; \x25 is the percent sign.
    powershell -NoProfile -Command "if ([Environment]::GetEnvironmentVariable('%%N') -match '[@#/?:\x25]') { exit 1 }"
    if errorlevel 1 goto bad_in_url
)
