rem PowerShell cuts the line behind its first equals sign: "for /f" would swallow those that a value
rem begins with. The odd options keep "for /f" from taking the value apart or for a comment.
for %%N in (%secrets%) do for /f usebackq^ delims^=^ eol^= %%V in (`powershell -NoProfile -Command "Get-Content -Encoding UTF8 -LiteralPath $env:SECRETS_FILE | Where-Object { $_.StartsWith('%%N=') } | Select-Object -Last 1 | ForEach-Object { $_.Substring('%%N='.Length) }"`) do set "%%N=%%V"
