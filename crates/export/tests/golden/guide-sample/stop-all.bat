@echo off
rem Stops the nodes of this machine, the last one of the runbook first:
rem   stop-all.bat           the nodes whose host this machine is
rem   stop-all.bat ID...     these nodes
rem   stop-all.bat --all     every node, where all of them run on one machine
rem APIM_BASE is where the nodes' folders lie, C: unless given.
setlocal EnableExtensions DisableDelayedExpansion

set "here=%~dp0"
set "wanted=%*"
set "count=0"
set "bad=0"
if not defined APIM_BASE set "APIM_BASE=C:"

call :node "gw1" "apim.wso2.com" "wso2am-3.1.0-gw1" "8247" || exit /b 1
call :node "dev1" "apim.wso2.com" "wso2am-3.1.0-dev1" "9445" || exit /b 1
call :node "pub1" "apim.wso2.com" "wso2am-3.1.0-pub1" "9444" || exit /b 1
call :node "tm1" "apim.wso2.com" "wso2am-3.1.0-tm1" "9614" || exit /b 1
call :node "km1" "apim.wso2.com" "wso2am-3.1.0-km1" "9443" || exit /b 1
if "%count%"=="0" goto nobody
exit /b %bad%

:nobody
echo stop-all: no node of this bundle has this machine for its host; name them: stop-all.bat ID... 1>&2
exit /b 1

rem node ID HOST FOLDER PORT
:node
call :chosen "%~1" "%~2"
if not defined chosen goto elsewhere
set "count=1"
rem What does not stop, or did not run, keeps nobody else from stopping.
call "%here%nodes\%~1\bin\stop.bat" "%APIM_BASE%\%~3"
if errorlevel 1 set "bad=1"
exit /b 0

:elsewhere
if not defined wanted echo %~1: on %~2 run: stop-all.bat %~1
exit /b 0

rem Whether a node is one to work on: named, or on this machine when nobody is named.
:chosen
set "chosen="
if not defined wanted goto by_host
for %%W in (%wanted%) do if /i "%%~W"=="%~1" set "chosen=1"
for %%W in (%wanted%) do if "%%~W"=="--all" set "chosen=1"
exit /b 0
:by_host
for /f "delims=." %%H in ("%~2") do if /i "%%H"=="%COMPUTERNAME%" set "chosen=1"
if /i "%~2"=="localhost" set "chosen=1"
exit /b 0
