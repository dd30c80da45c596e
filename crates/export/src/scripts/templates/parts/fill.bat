rem Each line whose value is a marker, in single quotes, gets the value of that secret; \x27 is the quote
rem and \x22 the double one. What was exported stays beside it, for start.bat to compare.
powershell -NoProfile -Command "$read = New-Object Text.UTF8Encoding $false; $text = [IO.File]::ReadAllText($env:exported, $read); $text = [regex]::Replace($text, '(?m)^([\w.-]+) = \x27(\[?)@([A-Z0-9_]+)@(\]?)\x27(?=\r?$)', { param($m) $value = [Environment]::GetEnvironmentVariable($m.Groups[3].Value); $value = $value.Replace('\', '\\').Replace([string][char]34, '\' + [char]34); $m.Groups[1].Value + ' = ' + [char]34 + $m.Groups[2].Value + $value + $m.Groups[4].Value + [char]34 }); [IO.File]::WriteAllText((Join-Path $env:home $env:config_file), $text, $read)"
if errorlevel 1 goto not_copied
copy /b /y "%exported%" "%home%\%config_file%.exported" >nul
if errorlevel 1 goto not_copied
