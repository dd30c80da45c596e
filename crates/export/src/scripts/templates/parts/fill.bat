rem Each line whose value is a marker, in single quotes, gets the value of that secret; \x27 is the quote
rem and \x22 the double one. Until the last step has worked, start.bat takes the node for not installed.
del /q "%home%\%config_file%.exported" 2>nul
powershell -NoProfile -Command "$read = New-Object Text.UTF8Encoding $false; $text = [IO.File]::ReadAllText($env:exported, $read); $text = [regex]::Replace($text, '(?m)^([\w.-]+) = \x27(\[?)@([A-Z0-9_]+)@(\]?)\x27(?=\r?$)', { param($m) $value = [Environment]::GetEnvironmentVariable($m.Groups[3].Value); $value = $value.Replace('\', '\\').Replace([string][char]34, '\' + [char]34); $m.Groups[1].Value + ' = ' + [char]34 + $m.Groups[2].Value + $value + $m.Groups[4].Value + [char]34 }); [IO.File]::WriteAllText((Join-Path $env:home $env:config_file), $text, $read)"
if errorlevel 1 goto not_copied
