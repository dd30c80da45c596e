rem The server reads the keystore's password from this file, and removes it.
for %%N in (%secrets%) do (
    powershell -NoProfile -Command "[IO.File]::WriteAllText((Join-Path $env:home $env:password_file), [Environment]::GetEnvironmentVariable('%%N'), (New-Object Text.UTF8Encoding $false))"
    if errorlevel 1 exit /b 1
    set "%%N="
)
