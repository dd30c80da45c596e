@echo off
rem Puts this node's configuration into an unpacked product. Run it on the node's own machine:
rem   install.bat C:\wso2am-3.1.0
rem Running it again is safe. Nothing is downloaded and nothing is started.
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "config_file={{config_file}}"
set "optimizer={{optimizer}}"
set "profile_flag={{profile_flag}}"
set "keep_flag={{optimizer_keep_flag}}"

set "exported=%~dp0..\%config_file%"
set "home=%~1"
if not defined home set "home=%APIM_HOME%"
if not defined home goto no_home
if not exist "%home%\%config_file%" goto no_pack
if not exist "%exported%" goto not_complete

rem First the optimizer, then the file: without its flag the optimizer would replace the file.
if not defined optimizer goto copy_file
if not exist "%home%\%optimizer%" goto no_pack
pushd "%home%\bin"
call "%home%\%optimizer%" %profile_flag% %keep_flag%
popd

:copy_file
set "kept=%home%\%config_file%.before-topology-designer"
if not exist "%kept%" copy /b /y "%home%\%config_file%" "%kept%" >nul
copy /b /y "%exported%" "%home%\%config_file%" >nul
fc /b "%exported%" "%home%\%config_file%" >nul
if errorlevel 1 goto not_copied
echo %node%: %config_file% is in place; the one before it is kept as %kept%
exit /b 0

:no_home
echo %node%: say where %pack% is unpacked: install.bat C:\%pack% 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1
:not_complete
echo %node%: this bundle is not complete: %config_file% is missing beside bin 1>&2
exit /b 1
:not_copied
echo %node%: "%home%\%config_file%" is not what was copied 1>&2
exit /b 1
