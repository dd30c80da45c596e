@echo off
rem Starts this node in this window, which stays open while it runs:
rem   start.bat C:\wso2am-3.1.0-gw1
rem Passwords come from the environment, or from secrets.env at the top of the bundle
rem (or the file that SECRETS_FILE names): one NAME=value in a line, taken as it stands.
setlocal EnableExtensions DisableDelayedExpansion

set "node=gw1"
set "pack=wso2am-3.1.0"
set "folder=C:\wso2am-3.1.0-gw1"
set "config_file=repository\conf\deployment.toml"
set "start_script=bin\wso2server.bat"
set "log_file=repository\logs\wso2carbon.log"
set "profile_flag=-Dprofile=gateway-worker"
set "secrets=ADMIN_PASSWORD DATABASE_PASSWORD KEYSTORE_PASSWORD TRUSTSTORE_PASSWORD"
set "secrets_in_urls=ADMIN_PASSWORD"
set "marks=xml"
set "memory=-Xms256m -Xmx2048m"
set "java_flags="
set "secrets_in_base64="

set "exported=%~dp0..\%config_file%"
set "home=%~1"
if not defined home set "home=%APIM_HOME%"
if not defined home goto no_home
for %%I in ("%home%") do set "home=%%~fI"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
if not "%home%"=="%home: =%" goto blank
if not exist "%home%\%start_script%" goto no_pack

if not defined SECRETS_FILE set "SECRETS_FILE=%~dp0..\..\..\secrets.env"
if not exist "%SECRETS_FILE%" goto check
rem PowerShell cuts the line behind its first equals sign: "for /f" would swallow those that a value
rem begins with. The odd options keep "for /f" from taking the value apart or for a comment.
for %%N in (%secrets%) do for /f usebackq^ delims^=^ eol^= %%V in (`powershell -NoProfile -Command "Get-Content -Encoding UTF8 -LiteralPath $env:SECRETS_FILE | Where-Object { $_.StartsWith('%%N=') } | Select-Object -Last 1 | ForEach-Object { $_.Substring('%%N='.Length) }"`) do set "%%N=%%V"

:check
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
rem The server wants these in base64 as well.
for %%N in (%secrets_in_base64%) do for /f usebackq^ delims^=^ eol^= %%V in (`powershell -NoProfile -Command "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([Environment]::GetEnvironmentVariable('%%N')))"`) do set "%%N_BASE64=%%V"

fc /b "%exported%" "%home%\repository\conf\deployment.toml" >nul
if errorlevel 1 goto not_installed

echo %node%: starting; the log is %home%\%log_file%
rem The product would start whatever folder an inherited CARBON_HOME names, and stop.bat finds the
rem process by this very text.
set "CARBON_HOME=%home%"
set "RUNTIME_HOME="
set "RUNTIME="

rem The product's script has a size of its own and puts JAVA_OPTS behind it: Java takes the last one.
set "JAVA_OPTS=%memory% %java_flags% %JAVA_OPTS%"
cd /d "%home%"
call "%home%\%start_script%" --run %profile_flag%
exit /b %errorlevel%

:no_home
echo %node%: say where %pack% is unpacked for this node: start.bat %folder% 1>&2
exit /b 1
:blank
echo %node%: the path "%home%" has a blank, which the product's own scripts cannot take: unpack %pack% elsewhere 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1
:no_secret
echo %node%: the secret %current% has no value: put it into "%SECRETS_FILE%" 1>&2
exit /b 1
:bad_in_xml
echo %node%: the secret %current% must not hold an ampersand, a less-than sign or a double quote: the server would not start 1>&2
exit /b 1
:bad_in_vault
echo %node%: the secret %current% must not hold square brackets: the product's tool takes them for the ends of a value 1>&2
exit /b 1
:bad_in_yaml
echo %node%: the secret %current% must be letters, digits and any of _ . + = ~ - or a caret, with a letter first: the server would read something else 1>&2
exit /b 1
:bad_in_url
echo %node%: the secret %current% must not hold an at sign, hash, slash, percent sign, question mark or colon: it becomes part of a URL 1>&2
exit /b 1
:not_installed
echo %node%: "%home%\%config_file%" is not the exported one: run install.bat first 1>&2
exit /b 1
