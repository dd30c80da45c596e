@echo off
rem Makes every keystore and truststore that the nodes' files name, on one machine, with the keytool of
rem Java 8 or later, which JAVA_HOME names:
rem   create-keystores.bat                 signed by an authority (CA) that it makes as well
rem   create-keystores.bat --self-signed   each certificate stands for itself
rem   create-keystores.bat --requests      keys, and requests that a CA of yours signs
rem   create-keystores.bat --replies DIR   takes in what that CA sent: DIR\NAME.pem for each request,
rem                                        and DIR\ca.pem with its own certificate
rem Everything lies in certificates\out afterwards: a folder for each node, whose files belong into
rem {{security_folder}} of that node, and nowhere else; keep out\ca and out\primary safe.
rem A key that is there is kept: what was encrypted with a lost primary key stays unread. To make one
rem anew, remove its file. Truststores are made anew each time.
rem Passwords come from the environment, or from secrets.env at the top of the bundle (or the file that
rem SECRETS_FILE names); CA_PASSWORD there is the authority's. No command line ever shows one.
rem CERTIFICATE_DAYS is how long certificates last, 3650 unless given. TRUSTSTORE_BASE is a truststore
rem to begin with, such as the shipped one with the public authorities, and TRUSTSTORE_BASE_PASSWORD
rem its password; the shipped certificate, whose key everybody has, is taken out of it.
setlocal EnableExtensions DisableDelayedExpansion

set "shipped_alias={{shipped_alias}}"
if not defined CERTIFICATE_DAYS set "CERTIFICATE_DAYS=3650"
set "out=%~dp0out"
set "mode=%~1"
if not defined mode set "mode=--ca"
set "replies=%~2"
set "known="
for %%M in (--ca --self-signed --requests --replies) do if "%mode%"=="%%M" set "known=1"
if not defined known goto bad_mode
if "%mode%"=="--replies" if not exist "%replies%\ca.pem" goto no_replies

set "keytool=%JAVA_HOME%\bin\keytool.exe"
if not exist "%keytool%" goto no_keytool

rem No line may be longer than 8191 characters, so whatever grows with the design is given line by line.
if not defined SECRETS_FILE set "SECRETS_FILE=%~dp0..\secrets.env"
{{secrets}}
if "%mode%"=="--ca" call :secrets "CA_PASSWORD" || exit /b 1

if not exist "%out%\certs" mkdir "%out%\certs"
set "made=%out%\made.txt"
set "many_names=%out%\names.txt"
if exist "%made%" del "%made%"
if exist "%many_names%" del "%many_names%"
set "usage=ku:c=digitalSignature,keyEncipherment,dataEncipherment"
set "ends=eku=serverAuth,clientAuth"
if not "%mode%"=="--ca" goto pairs
if not exist "%out%\ca" mkdir "%out%\ca"
if exist "%out%\ca\ca.p12" goto authority
"%keytool%" -genkeypair -keystore "%out%\ca\ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca -keyalg RSA -keysize 3072 -sigalg SHA256withRSA -validity %CERTIFICATE_DAYS% -dname "{{ca_name}}" -ext "bc:c=ca:true,pathlen:0" -ext "ku:c=keyCertSign,cRLSign"
if errorlevel 1 goto failed
:authority
"%keytool%" -exportcert -rfc -keystore "%out%\ca\ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca -file "%out%\ca\ca.pem"
if errorlevel 1 goto failed

:pairs
{{pairs}}
if "%mode%"=="--requests" goto requested
{{trusts}}
del "%made%" "%out%\truststore.tmp" >nul 2>nul
echo Copy the files of each folder in "%out%\nodes" into {{security_folder}} of that node.
exit /b 0

:requested
del "%made%" >nul 2>nul
echo Let your CA sign what lies in "%out%\requests", then run: create-keystores.bat --replies DIR
exit /b 0
:bad_mode
echo create-keystores: it takes --ca, --self-signed, --requests or --replies DIR 1>&2
exit /b 1
:no_replies
echo create-keystores: say which folder the replies and ca.pem are in: create-keystores.bat --replies DIR 1>&2
exit /b 1
:no_keytool
echo create-keystores: there is no keytool: let JAVA_HOME name a Java 1>&2
exit /b 1
:no_secret
echo create-keystores: the secret %current% has no value of at least six characters: put it into "%SECRETS_FILE%" 1>&2
exit /b 1
:failed
echo create-keystores: keytool failed, see its output above 1>&2
exit /b 1

rem secrets NAMES: they come from the file where it has them, and are long enough
:secrets
set "secrets=%~1"
if not exist "%SECRETS_FILE%" goto check
{{read_secrets}}
:check
for %%N in (%secrets%) do (
    set "current=%%N"
    if not defined %%N goto no_secret
    powershell -NoProfile -Command "if ([Environment]::GetEnvironmentVariable('%%N').Length -lt 6) { exit 1 }"
    if errorlevel 1 goto no_secret
)
exit /b 0

rem names NAMES: some of the names of the pair that comes next, which has too many for one line
:names
set "names=%~1"
>>"%many_names%" echo %names:+=,%
exit /b 0

rem pair NAME FOLDER FILE TYPE SECRET ALIAS SUBJECT NAMES: a key with its certificate
:pair
set "store=%out%\%~2\%~3"
set "names=%~8"
rem A comma would part the words of a call, so names are joined by another mark.
if defined names set names=-ext "SAN=%names:+=,%"
set "pair_type=%~4"
set "pair_secret=%~5"
set "pair_alias=%~6"
set "pair_subject=%~7"
set "pair_request=%out%\requests\%~1.csr"
if not exist "%out%\%~2" mkdir "%out%\%~2"
set "new="
if not exist "%store%" goto make
"%keytool%" -list -keystore "%store%" -storetype %~4 -storepass:env %~5 -alias "%~6" >nul 2>nul
if not errorlevel 1 goto kept
:make
set "new=1"
if exist "%many_names%" call :with_names genkeypair
if not exist "%many_names%" "%keytool%" -genkeypair -keystore "%store%" -storetype %~4 -storepass:env %~5 -keypass:env %~5 -alias "%~6" -keyalg RSA -keysize 2048 -sigalg SHA256withRSA -validity %CERTIFICATE_DAYS% -dname "CN=%~7" -ext "%usage%" -ext "%ends%" %names%
if errorlevel 1 goto failed
echo %~1: made %~2\%~3
goto certify
:kept
echo %~1: kept %~2\%~3
:certify
if "%mode%"=="--ca" if defined new goto sign
if "%mode%"=="--requests" goto request
if "%mode%"=="--replies" goto reply
goto show
:sign
"%keytool%" -certreq -keystore "%store%" -storetype %~4 -storepass:env %~5 -keypass:env %~5 -alias "%~6" -file "%out%\ca\request.csr"
if errorlevel 1 goto failed
if exist "%many_names%" call :with_names gencert
if not exist "%many_names%" "%keytool%" -gencert -keystore "%out%\ca\ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca -rfc -infile "%out%\ca\request.csr" -outfile "%out%\ca\signed.pem" -sigalg SHA256withRSA -validity %CERTIFICATE_DAYS% -ext "%usage%" -ext "%ends%" %names%
if errorlevel 1 goto failed
copy /b /y "%out%\ca\signed.pem"+"%out%\ca\ca.pem" "%out%\ca\chain.pem" >nul
"%keytool%" -importcert -noprompt -keystore "%store%" -storetype %~4 -storepass:env %~5 -keypass:env %~5 -alias "%~6" -file "%out%\ca\chain.pem"
if errorlevel 1 goto failed
del "%out%\ca\request.csr" "%out%\ca\signed.pem" "%out%\ca\chain.pem"
goto show
:request
if not exist "%out%\requests" mkdir "%out%\requests"
if exist "%many_names%" call :with_names certreq
if not exist "%many_names%" "%keytool%" -certreq -keystore "%store%" -storetype %~4 -storepass:env %~5 -keypass:env %~5 -alias "%~6" -file "%out%\requests\%~1.csr" -ext "%usage%" -ext "%ends%" %names%
if errorlevel 1 goto failed
goto show
:reply
if not exist "%replies%\%~1.pem" goto no_reply
copy /b /y "%replies%\%~1.pem"+"%replies%\ca.pem" "%out%\chain.pem" >nul
"%keytool%" -importcert -noprompt -keystore "%store%" -storetype %~4 -storepass:env %~5 -keypass:env %~5 -alias "%~6" -file "%out%\chain.pem"
if errorlevel 1 goto failed
del "%out%\chain.pem"
goto show
:no_reply
echo create-keystores: "%replies%" holds no %~1.pem, the reply to out\requests\%~1.csr 1>&2
exit /b 1
:show
"%keytool%" -exportcert -rfc -keystore "%store%" -storetype %~4 -storepass:env %~5 -alias "%~6" -file "%out%\certs\%~1.pem"
if errorlevel 1 goto failed
>>"%made%" echo %~1
if exist "%many_names%" del "%many_names%"
exit /b 0

rem with_names WHAT: keytool with the names that the file holds. PowerShell starts a program with up to
rem 32767 characters, four times as many as a line here may have.
:with_names
set "pair_what=%~1"
powershell -NoProfile -Command "$names = 'SAN=' + ((Get-Content -LiteralPath $env:many_names) -join ','); $key = '-keystore', $env:store, '-storetype', $env:pair_type, '-storepass:env', $env:pair_secret, '-keypass:env', $env:pair_secret, '-alias', $env:pair_alias; $ca = '-keystore', ($env:out + '\ca\ca.p12'), '-storetype', 'PKCS12', '-storepass:env', 'CA_PASSWORD', '-alias', 'ca'; $lasts = '-sigalg', 'SHA256withRSA', '-validity', $env:CERTIFICATE_DAYS; $how = switch ($env:pair_what) { 'genkeypair' { $key + '-keyalg', 'RSA', '-keysize', '2048', '-dname', ('CN=' + $env:pair_subject) + $lasts } 'gencert' { $ca + '-rfc', '-infile', ($env:out + '\ca\request.csr'), '-outfile', ($env:out + '\ca\signed.pem') + $lasts } 'certreq' { $key + '-file', $env:pair_request } }; & $env:keytool ('-' + $env:pair_what) $how -ext $env:usage -ext $env:ends -ext $names; exit $LASTEXITCODE"
exit /b %errorlevel%

rem place FOLDER FILE NODE WHEN: the same file for one more node; once, where it gets a key of its own
:place
if not exist "%out%\nodes\%~3" mkdir "%out%\nodes\%~3"
if "%~4"=="once" if exist "%out%\nodes\%~3\%~2" exit /b 0
copy /b /y "%out%\%~1\%~2" "%out%\nodes\%~3\%~2" >nul
exit /b 0

rem trust FILE TYPE SECRET [ALIAS NAME]: one truststore, which the nodes after it are given
:trust
set "store=%out%\truststore.tmp"
if exist "%store%" del "%store%"
if not defined TRUSTSTORE_BASE goto anchors
if not defined TRUSTSTORE_BASE_PASSWORD set "TRUSTSTORE_BASE_PASSWORD={{shipped_password}}"
"%keytool%" -importkeystore -noprompt -srckeystore "%TRUSTSTORE_BASE%" -srcstorepass:env TRUSTSTORE_BASE_PASSWORD -destkeystore "%store%" -deststoretype %~2 -deststorepass:env %~3
if errorlevel 1 goto failed
"%keytool%" -delete -keystore "%store%" -storetype %~2 -storepass:env %~3 -alias "%shipped_alias%" >nul 2>nul
:anchors
set "bad="
if "%mode%"=="--ca" call :anchor %~2 %~3 ca "%out%\ca\ca.pem"
if "%mode%"=="--replies" call :anchor %~2 %~3 ca "%replies%\ca.pem"
if "%mode%"=="--self-signed" for /f "usebackq delims=" %%N in ("%made%") do call :anchor %~2 %~3 %%N "%out%\certs\%%N.pem"
if not "%~4"=="" call :anchor %~2 %~3 "%~4" "%out%\certs\%~5.pem"
if defined bad goto failed
exit /b 0

rem give NODE FILE: the truststore that was made last
:give
if not exist "%out%\nodes\%~1" mkdir "%out%\nodes\%~1"
copy /b /y "%out%\truststore.tmp" "%out%\nodes\%~1\%~2" >nul
echo %~1: made nodes\%~1\%~2
exit /b 0

:anchor
rem What it begins with may have the name already.
if defined TRUSTSTORE_BASE "%keytool%" -delete -keystore "%store%" -storetype %~1 -storepass:env %~2 -alias "%~3" >nul 2>nul
"%keytool%" -importcert -noprompt -keystore "%store%" -storetype %~1 -storepass:env %~2 -alias "%~3" -file "%~4"
if errorlevel 1 set "bad=1"
exit /b 0
