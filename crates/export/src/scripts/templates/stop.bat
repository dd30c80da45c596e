@echo off
rem Stops this node. Windows has no gentle way to end it from another window: the kindest is Ctrl+C
rem in the window that start.bat opened. This script ends the process that runs from the given folder.
rem   stop.bat C:\wso2am-3.1.0
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "start_script={{start_script}}"

set "home=%~f1"
if "%~1"=="" set "home=%APIM_HOME%"
if not defined home goto no_home
if not exist "%home%\%start_script%" goto no_pack

rem The folder reaches PowerShell as a variable, never as part of the command.
powershell -NoProfile -Command "$found = @(Get-CimInstance Win32_Process -Filter \"Name='java.exe'\" | Where-Object { $_.CommandLine -and $_.CommandLine.Contains('carbon.home=') -and $_.CommandLine.Contains($env:home) }); if ($found.Count -eq 0) { exit 3 }; $found | ForEach-Object { Stop-Process -Id $_.ProcessId }"
if errorlevel 3 goto not_running
if errorlevel 1 goto not_stopped
echo %node%: stopped
exit /b 0

:no_home
echo %node%: say where %pack% is unpacked: stop.bat C:\%pack% 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1
:not_running
echo %node%: no server runs from "%home%" 1>&2
exit /b 0
:not_stopped
echo %node%: the server could not be stopped 1>&2
exit /b 1
