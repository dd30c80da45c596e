:no_store
echo %node%: "%home%\%security_folder%\%store%" is missing, and passwords are encrypted with it: make the keystores first 1>&2
exit /b 1
:not_encrypted
echo %node%: %vault_tool% failed or left passwords readable in "%home%\%config_file%" 1>&2
exit /b 1
