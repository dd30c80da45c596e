rem What was exported stays beside it, for start.bat to compare.
copy /b /y "%exported%" "%home%\%config_file%.exported" >nul
if errorlevel 1 goto not_copied
