:no_secret
echo %node%: the secret %current% has no value: put it into "%SECRETS_FILE%" 1>&2
exit /b 1
:bad_in_xml
echo %node%: the secret %current% must not hold an ampersand, a less-than sign or a double quote: the server would not start 1>&2
exit /b 1
:bad_in_vault
echo %node%: the secret %current% must not hold square brackets: the product's tool takes them for the ends of a value 1>&2
exit /b 1
:bad_in_yaml
echo %node%: the secret %current% must be letters, digits and any of _ . + = ~ - or a caret, with a letter first: the server would read something else 1>&2
exit /b 1
:bad_in_url
echo %node%: the secret %current% must not hold an at sign, hash, slash, percent sign, question mark or colon: it becomes part of a URL 1>&2
exit /b 1
