@echo off
rem Stops this node. Windows has no gentle way to end it from another window: the kindest is Ctrl+C
rem in the window that start.bat opened. This script ends the process that runs from the given folder.
rem   stop.bat {{folder}}
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "folder={{folder_word}}"
set "start_script={{start_script}}"

set "home=%~1"
if not defined home set "home=%APIM_HOME%"
if not defined home goto no_home
for %%I in ("%home%") do set "home=%%~fI"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
if not "%home%"=="%home: =%" goto blank
if not exist "%home%\%start_script%" goto no_pack

rem The folder reaches PowerShell as a variable, never as part of the command. Its closing quote, which
rem is character 34, keeps the folder of gw1 from matching that of gw10.
powershell -NoProfile -Command "$wanted = '-Dcarbon.home=' + [char]34 + $env:home + [char]34; $found = @(Get-CimInstance Win32_Process -Filter 'Name=''java.exe''' | Where-Object { $_.CommandLine -and $_.CommandLine.IndexOf($wanted, [StringComparison]::OrdinalIgnoreCase) -ge 0 }); if ($found.Count -eq 0) { exit 3 }; $found | ForEach-Object { Stop-Process -Id $_.ProcessId -ErrorAction Stop }"
if errorlevel 3 goto not_running
if errorlevel 1 goto not_stopped
echo %node%: stopped
exit /b 0

:no_home
echo %node%: say where %pack% is unpacked for this node: stop.bat %folder% 1>&2
exit /b 1
:blank
echo %node%: the path "%home%" has a blank, which the product's own scripts cannot take: unpack %pack% elsewhere 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1
:not_running
echo %node%: no server runs from "%home%" 1>&2
exit /b 1
:not_stopped
echo %node%: the server could not be stopped 1>&2
exit /b 1
