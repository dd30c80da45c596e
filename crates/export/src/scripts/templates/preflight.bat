@echo off
rem Checks what usually goes wrong, on the node's own machine and as the user that starts it:
rem   preflight.bat {{folder}}
rem   preflight.bat --local {{folder}}    asks no other machine
rem It changes nothing. Each problem is one line, and the exit code is 1 when there is any.
rem Passwords come from where start.bat takes them.
setlocal EnableExtensions DisableDelayedExpansion

set "node={{id}}"
set "pack={{pack}}"
set "folder={{folder_word}}"
set "config_file={{config_file}}"
set "start_script={{start_script}}"
set "security_folder={{security_folder}}"
set "java_from={{java_from}}"
set "java_to={{java_to}}"
set "ports={{ports}}"
set "secrets={{secrets}}"
set "secrets_at_start={{secrets_at_start}}"
set "secrets_in_urls={{secrets_in_urls}}"
set "marks={{marks}}"
set "shipped_passwords={{shipped_passwords}}"
rem A certificate that ends within this many days is a problem.
if not defined PREFLIGHT_DAYS set "PREFLIGHT_DAYS=30"
set "problems=0"

set "exported=%~dp0..\%config_file%"
set "alone="
if "%~1"=="--local" set "alone=1"
rem The script's own name stays where it is.
if defined alone shift /1
set "home=%~1"
if not defined home set "home=%APIM_HOME%"
if not defined home goto no_home
for %%I in ("%home%") do set "home=%%~fI"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
if not "%home%"=="%home: =%" goto blank
if not exist "%home%\%start_script%" goto no_pack

if not defined SECRETS_FILE set "SECRETS_FILE=%~dp0..\..\..\secrets.env"
if not exist "%SECRETS_FILE%" goto java
{{read_secrets}}
:java
if not defined JAVA_HOME (
    set "problems=1"
    echo %node%: JAVA_HOME is not set: the product does not start without it 1>&2
    goto files
)
rem Java 8 calls itself 1.8.
powershell -NoProfile -Command "$said = & (Join-Path $env:JAVA_HOME 'bin\java.exe') -version 2>&1 | Out-String; if ($said -notmatch 'version \x22(1\.)?(\d+)') { exit 1 }; if ([int]$Matches[2] -lt [int]$env:java_from -or [int]$Matches[2] -gt [int]$env:java_to) { exit 1 }"
if errorlevel 1 (
    set "problems=1"
    echo %node%: JAVA_HOME has to name a Java of version %java_from% to %java_to% 1>&2
)

:files
fc /b "%exported%" "%home%\{{installed}}" >nul 2>nul
if errorlevel 1 (
    set "problems=1"
    echo %node%: %config_file% is not the exported one: run install.bat 1>&2
)
for %%N in (%secrets%) do call :secret %%N
for %%N in (%secrets_in_urls%) do call :secret_in_url %%N
for %%P in (%ports%) do call :free %%P
{{stores}}
{{shares}}
if defined alone goto told
{{others}}
:told
if not "%problems%"=="0" exit /b 1
echo %node%: no problem found
exit /b 0

:no_home
echo %node%: say where %pack% is unpacked for this node: preflight.bat %folder% 1>&2
exit /b 1
:blank
echo %node%: the path "%home%" has a blank, which the product's own scripts cannot take: unpack %pack% elsewhere 1>&2
exit /b 1
:no_pack
echo %node%: "%home%" is not an unpacked %pack% 1>&2
exit /b 1

:secret
if not defined %1 (
    for %%S in (%secrets_at_start%) do if "%%S"=="%1" (
        set "problems=1"
        echo %node%: the secret %1 has no value: put it into "%SECRETS_FILE%" 1>&2
    )
    exit /b 0
)
set "name=%1"
powershell -NoProfile -Command "$value = [Environment]::GetEnvironmentVariable($env:name); if ($env:marks -eq 'xml' -and $value -match '[&<\x22]') { exit 1 }; if ($env:marks -eq 'vault' -and $value -match '[\x5b\x5d]') { exit 3 }; if ($env:marks -eq 'yaml' -and $value -cnotmatch '\A[A-Za-z][A-Za-z0-9_.+=~\x5e-]*\z') { exit 4 }; if ($env:shipped_passwords -and $env:shipped_passwords.Split(' ') -ccontains $value) { exit 2 }"
if errorlevel 4 (
    set "problems=1"
    echo %node%: the secret %1 must be letters, digits and any of _ . + = ~ - or a caret, with a letter first: the server would read something else 1>&2
    exit /b 0
)
if errorlevel 3 (
    set "problems=1"
    echo %node%: the secret %1 must not hold square brackets: the product's tool takes them for the ends of a value 1>&2
    exit /b 0
)
if errorlevel 2 (
    set "problems=1"
    echo %node%: the secret %1 has the value that every fresh installation has: choose another one for production 1>&2
    exit /b 0
)
if errorlevel 1 (
    set "problems=1"
    echo %node%: the secret %1 must not hold an ampersand, a less-than sign or a double quote: the server would not start 1>&2
)
exit /b 0

:secret_in_url
set "name=%1"
powershell -NoProfile -Command "if ([Environment]::GetEnvironmentVariable($env:name) -match '[@#/?:\x25]') { exit 1 }"
if errorlevel 1 (
    set "problems=1"
    echo %node%: the secret %1 must not hold an at sign, hash, slash, percent sign, question mark or colon: it becomes part of a URL 1>&2
)
exit /b 0

:free
set "port=%1"
powershell -NoProfile -Command "if (@([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners() | Where-Object { $_.Port -eq [int]$env:port }).Count) { exit 1 }"
if errorlevel 1 (
    set "problems=1"
    echo %node%: port %1 is taken, by another program or by this node itself 1>&2
)
exit /b 0

rem keystore FILE TYPE SECRET ALIAS
:keystore
set "store=%home%\%security_folder%\%~1"
if not exist "%store%" goto no_store
if not defined %~3 exit /b 0
"%JAVA_HOME%\bin\keytool" -list -keystore "%store%" -storetype %~2 -storepass:env %~3 -alias "%~4" >nul 2>nul
if errorlevel 1 (
    set "problems=1"
    echo %node%: %~1 does not open as %~2 with the password of %~3, or has no entry %~4 1>&2
    exit /b 0
)
rem A request can only be signed by who opens the key.
"%JAVA_HOME%\bin\keytool" -certreq -keystore "%store%" -storetype %~2 -storepass:env %~3 -keypass:env %~3 -alias "%~4" >nul 2>nul
if errorlevel 1 (
    set "problems=1"
    echo %node%: the key %~4 in %~1 does not open with the password of %~3, which is the keystore's 1>&2
)
rem The certificate goes through a file: .NET reads its end, whatever language keytool speaks.
set "pem=%TEMP%\preflight-%RANDOM%.cer"
"%JAVA_HOME%\bin\keytool" -exportcert -keystore "%store%" -storetype %~2 -storepass:env %~3 -alias "%~4" -file "%pem%" >nul 2>nul
powershell -NoProfile -Command "$certificate = New-Object Security.Cryptography.X509Certificates.X509Certificate2 $env:pem; if ($certificate.NotAfter -lt (Get-Date).AddDays([int]$env:PREFLIGHT_DAYS)) { exit 1 }"
if errorlevel 1 (
    set "problems=1"
    echo %node%: the certificate %~4 in %~1 has ended or ends within %PREFLIGHT_DAYS% days 1>&2
)
del "%pem%" >nul 2>nul
exit /b 0

rem truststore FILE TYPE SECRET [ALIAS]
:truststore
set "store=%home%\%security_folder%\%~1"
if not exist "%store%" goto no_store
if not defined %~3 exit /b 0
"%JAVA_HOME%\bin\keytool" -list -keystore "%store%" -storetype %~2 -storepass:env %~3 >nul 2>nul
if errorlevel 1 (
    set "problems=1"
    echo %node%: %~1 does not open as %~2 with the password of %~3 1>&2
    exit /b 0
)
if "%~4"=="" exit /b 0
"%JAVA_HOME%\bin\keytool" -list -keystore "%store%" -storetype %~2 -storepass:env %~3 -alias "%~4" >nul 2>nul
if errorlevel 1 (
    set "problems=1"
    echo %node%: the truststore %~1 has no certificate %~4 1>&2
)
exit /b 0

:no_store
set "problems=1"
echo %node%: "%store%" is missing 1>&2
exit /b 0

rem shared FOLDER: it, or a folder above it, is a link to where partners find the same
:shared
set "share=%home%\%~1"
if not exist "%share%\" (
    set "problems=1"
    echo %node%: the shared folder "%share%" is missing 1>&2
    exit /b 0
)
powershell -NoProfile -Command "$folder = Get-Item -Force -LiteralPath $env:share; while ($folder -and $folder.FullName -ne $env:home) { if ($folder.Attributes -band [IO.FileAttributes]::ReparsePoint) { exit 0 }; $folder = $folder.Parent }; exit 1"
if errorlevel 1 (
    set "problems=1"
    echo %node%: the shared folder "%share%" is not connected: it lies on the node's own disk 1>&2
)
exit /b 0

rem resolves NAME
:resolves
set "name=%~1"
powershell -NoProfile -Command "try { [void][Net.Dns]::GetHostAddresses($env:name) } catch { exit 1 }"
if errorlevel 1 (
    set "problems=1"
    echo %node%: the name %~1 does not resolve: see network\hosts 1>&2
)
exit /b 0

rem reaches WHOM NAME PORT WHEN: a node that starts after this one may be silent still
:reaches
set "name=%~2"
set "port=%~3"
powershell -NoProfile -Command "$client = New-Object Net.Sockets.TcpClient; try { if (-not $client.ConnectAsync($env:name, [int]$env:port).Wait(5000)) { exit 1 } } catch { exit 1 } finally { $client.Dispose() }"
if not errorlevel 1 exit /b 0
if "%~4"=="later" (
    echo %node%: %~1 does not answer at %~2 on port %~3 yet; it starts later
    exit /b 0
)
set "problems=1"
echo %node%: %~1 does not answer at %~2 on port %~3 1>&2
exit /b 0
