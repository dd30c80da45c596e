for name in $secrets; do
    eval "value=\${$name-}"
    # shellcheck disable=SC2154 # eval has just set it
    [ -n "$value" ] || fail "the secret $name has no value: put it into $secrets_file"
    case $marks:$value in
    # The server copies passwords into XML files as they are.
    xml:*'&'* | xml:*'<'* | xml:*'"'*) fail "the secret $name must not hold & < or a double quote: the server would not start" ;;
    # Or into a text of YAML, which it reads again.
    yaml:[!A-Za-z]* | yaml:*[!A-Za-z0-9_.+=~^-]*) fail "the secret $name must be letters, digits and any of _ . + = ~ ^ - with a letter first: the server would read something else" ;;
    vault:*'['* | vault:*']'*) fail "the secret $name must not hold [ or ]: the product's tool takes them for the ends of a value" ;;
    esac
    case " $secrets_in_urls " in
    *" $name "*)
        # And this one into the URL of its message broker.
        case $value in
        *[@#/%?:]*) fail "the secret $name must not hold @ # / % ? or : because it becomes part of a URL" ;;
        esac
        ;;
    esac
done
