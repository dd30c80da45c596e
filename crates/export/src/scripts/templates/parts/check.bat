for %%N in (%secrets%) do (
    set "current=%%N"
    if not defined %%N goto no_secret
    rem The server copies passwords into XML files as they are; the vault's tool takes brackets for ends.
    powershell -NoProfile -Command "$value = [Environment]::GetEnvironmentVariable('%%N'); if ($env:marks -eq 'xml' -and $value -match '[&<\x22]') { exit 1 }; if ($env:marks -eq 'vault' -and $value -match '[\x5b\x5d]') { exit 2 }"
    if errorlevel 2 goto bad_in_vault
    if errorlevel 1 goto bad_in_xml
)
for %%N in (%secrets_in_urls%) do (
    set "current=%%N"
    rem And this one into the URL of its message broker; \x25 is the percent sign.
    powershell -NoProfile -Command "if ([Environment]::GetEnvironmentVariable('%%N') -match '[@#/?:\x25]') { exit 1 }"
    if errorlevel 1 goto bad_in_url
)
