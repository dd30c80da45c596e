@echo off
rem Starts the nodes of this machine in the order of the runbook, each in a window of its own, and
rem waits for each before the next:
rem   start-all.bat          the nodes whose host this machine is
rem   start-all.bat ID...    these nodes
rem   start-all.bat --all    every node, where all of them run on one machine
rem APIM_BASE is where the nodes' folders lie, {{base}} unless given; APIM_TIMEOUT is how many seconds
rem each may take, {{seconds}} unless given.
setlocal EnableExtensions DisableDelayedExpansion

set "here=%~dp0"
set "wanted=%*"
set "count=0"
if not defined APIM_BASE set "APIM_BASE={{base_word}}"
if not defined APIM_TIMEOUT set "APIM_TIMEOUT={{seconds}}"

{{lines}}
if "%count%"=="0" goto nobody
exit /b 0

:nobody
echo start-all: no node of this bundle has this machine for its host; name them: start-all.bat ID... 1>&2
exit /b 1

rem node ID HOST FOLDER PORT
:node
set "id=%~1"
set "port=%~4"
call :chosen "%~1" "%~2"
if not defined chosen goto elsewhere
set "count=1"
set "APIM_HOME=%APIM_BASE%\%~3"
call :answers 1
if not errorlevel 1 goto runs
rem start.bat takes the folder from APIM_HOME: the new window would mistake quotes around two names.
start "%id%" /d "%here%nodes\%id%\bin" cmd /k call .\start.bat
call :answers %APIM_TIMEOUT%
if errorlevel 1 goto not_ready
echo %id%: ready, it answers on port %port%
exit /b 0

:elsewhere
if not defined wanted echo %id%: on %~2 run: start-all.bat %id%
exit /b 0
:runs
echo %id%: it runs already
exit /b 0
:not_ready
echo start-all: %id% does not answer on port %port% after %APIM_TIMEOUT% seconds, see its window; the nodes after it were not started 1>&2
exit /b 1

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

rem Waits this many seconds for the port.
:answers
set "limit=%~1"
powershell -NoProfile -Command "$end = (Get-Date).AddSeconds([int]$env:limit); do { $client = New-Object Net.Sockets.TcpClient; try { $client.Connect('127.0.0.1', [int]$env:port); exit 0 } catch { Start-Sleep -Seconds 1 } finally { $client.Dispose() } } while ((Get-Date) -lt $end); exit 1"
exit /b %errorlevel%
