@echo off
rem Starts this node in this window, which stays open while it runs:
rem   start.bat {{folder}}
rem Passwords come from the environment, or from secrets.env at the top of the bundle
rem (or the file that SECRETS_FILE names): one NAME=value in a line, taken as it stands.
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "folder={{folder_word}}"
set "config_file={{config_file}}"
set "start_script={{start_script}}"
set "log_file={{log_file}}"
set "profile_flag={{profile_flag}}"
set "secrets={{secrets_at_start}}"
set "secrets_in_urls={{secrets_in_urls_at_start}}"
set "marks={{marks}}"
set "memory={{memory}}"
set "java_flags={{java_flags}}"
set "secrets_in_base64={{secrets_in_base64}}"

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
{{read_secrets}}

:check
{{check_secrets}}
rem The server wants these in base64 as well.
for %%N in (%secrets_in_base64%) do for /f usebackq^ delims^=^ eol^= %%V in (`powershell -NoProfile -Command "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([Environment]::GetEnvironmentVariable('%%N')))"`) do set "%%N_BASE64=%%V"

fc /b "%exported%" "%home%\{{installed}}" >nul
if errorlevel 1 goto not_installed

echo %node%: starting; the log is %home%\%log_file%
rem The product would start whatever folder an inherited CARBON_HOME names, and stop.bat finds the
rem process by this very text.
set "CARBON_HOME=%home%"
set "RUNTIME_HOME="
set "RUNTIME="
{{unlock}}
rem The product's script has a size of its own and puts JAVA_OPTS behind it: Java takes the last one.
set "JAVA_OPTS=%memory% %java_flags% %JAVA_OPTS%"
cd /d "%home%"
call "%home%\%start_script%" {{run_word}} %profile_flag%
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
{{check_errors}}
:not_installed
echo %node%: "%home%\%config_file%" is not the exported one: run install.bat first 1>&2
exit /b 1
