@echo off
rem Puts this node's configuration into a product that was unpacked for it alone. Run it on the node's
rem own machine:
rem   install.bat {{folder}}
rem Running it again is safe. Nothing is downloaded and nothing is started.
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "folder={{folder_word}}"
set "config_file={{config_file}}"
set "optimizer={{optimizer}}"
set "profile_flag={{profile_flag}}"
set "keep_flag={{optimizer_keep_flag}}"
set "start_script={{start_script}}"
set "hostname_verifier={{hostname_verifier}}"

set "exported=%~dp0..\%config_file%"
set "home=%~1"
if not defined home set "home=%APIM_HOME%"
if not defined home goto no_home
for %%I in ("%home%") do set "home=%%~fI"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
if not "%home%"=="%home: =%" goto blank
if not exist "%home%\%config_file%" goto no_pack
if not exist "%exported%" goto not_complete

rem The optimizer takes away what the profile does not need, for good: one folder serves one node.
set "marker=%home%\%config_file%.node"
set "owner=%node%"
if exist "%marker%" set /p owner=<"%marker%"
if not "%owner%"=="%node%" goto other_node
if defined optimizer if not exist "%home%\%optimizer%" goto no_pack
>"%marker%" echo %node%

rem First the optimizer, then the file: without its flag the optimizer would replace the file.
if not defined optimizer goto copy_file
pushd "%home%\bin"
call "%home%\%optimizer%" %profile_flag% %keep_flag%
set "result=%errorlevel%"
popd
if not "%result%"=="0" goto not_optimized

:copy_file
set "kept=%home%\%config_file%.before-topology-designer"
if not exist "%kept%" copy /b /y "%home%\%config_file%" "%kept%" >nul
{{put}}

rem How names in certificates are checked stands in the product's own script, behind all that the
rem environment could say. \x22 is a double quote.
if not defined hostname_verifier goto installed
set "script=%home%\%start_script%"
if not exist "%script%" goto no_pack
set "unchecked=false"
if "%hostname_verifier%"=="AllowAll" set "unchecked=true"
powershell -NoProfile -Command "$t = [IO.File]::ReadAllText($env:script); $v = '-Dhttpclient.hostnameVerifier=' + $env:hostname_verifier; $t = $t -replace '-Dhttpclient\.hostnameVerifier=\x22?[A-Za-z]*\x22?', $v -replace '(-Dorg\.opensaml\.httpclient\.https\.disableHostnameVerification=)[a-z]*', ('${1}' + $env:unchecked); [IO.File]::WriteAllText($env:script, $t); if (-not $t.Contains($v)) { exit 1 }"
if errorlevel 1 goto no_verifier

:installed
echo %node%: %config_file% is in place; the one before it is kept as %kept%
exit /b 0

:no_home
echo %node%: say where %pack% is unpacked for this node: install.bat %folder% 1>&2
exit /b 1
:blank
echo %node%: the path "%home%" has a blank, which the product's own scripts cannot take: unpack %pack% elsewhere 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1
:not_complete
echo %node%: this bundle is not complete: %config_file% is missing beside bin 1>&2
exit /b 1
:other_node
echo %node%: "%home%" belongs to the node %owner%: unpack %pack% once more for this one, for example into %folder% 1>&2
exit /b 1
:not_optimized
echo %node%: %optimizer% failed, see its output above 1>&2
exit /b 1
:no_verifier
echo %node%: "%home%\%start_script%" has no -Dhttpclient.hostnameVerifier: names in certificates are checked as before 1>&2
exit /b 1
:not_copied
echo %node%: "%home%\%config_file%" is not what was copied 1>&2
exit /b 1
{{put_errors}}
