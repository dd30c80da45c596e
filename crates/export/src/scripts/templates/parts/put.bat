copy /b /y "%exported%" "%home%\%config_file%" >nul
fc /b "%exported%" "%home%\%config_file%" >nul
if errorlevel 1 goto not_copied
