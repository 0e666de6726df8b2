# Completion of vidu for bash, printed by `vidu completion bash`.

_vidu() {
    local rest=${COMP_LINE:0:COMP_POINT} asked= raw= before= place
    local starts=()
    # bash takes words apart at : and =; what has no space between is one word.
    for ((place = 0; place <= COMP_CWORD; place++)); do
        if [[ $place -eq 0 || $rest == [[:space:]]* ]]; then
            [[ $place -eq 0 ]] || asked+=$'\n'
            rest=${rest#"${rest%%[![:space:]]*}"}
            starts+=("$place")
            before=$raw raw=
        fi
        local piece=${COMP_WORDS[place]:0:${#rest}}
        rest=${rest:${#piece}}
        raw+=$piece
        asked+=${piece//[$'\n'\"\'\\]/}
    done

    local answer=files IFS=$'\n'
    # After a redirection stands a file.
    if [[ $before != *[\<\>] && $raw != [\<\>]* && $raw != [0-9\&][\<\>]* ]]; then
        answer=$(_VIDU_COMPLETE=$asked "${1/#\~\//$HOME/}" 2>/dev/null </dev/null)
    fi
    COMPREPLY=()
    case $answer in
        values*) _vidu_fitting "${asked##*$'\n'}" "${2//[\"\'\\]/}" "${answer#*$'\n'}" ;;
        # compopt came with bash 4.
        files*) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$2")) ;;
        command*) _vidu_command "${starts[${answer#command }]}" "$2" ;;
    esac
}

# Offer the values that begin as the word does, in any case; bash replaces only the part of the word after : or =.
_vidu_fitting() {
    local word=$1 kept=${1%"$2"} value heeds_case
    shopt -q nocasematch
    heeds_case=$?
    shopt -s nocasematch
    while IFS=$'\t' read -r value _; do
        [[ $value == "$word"* ]] && COMPREPLY+=("${value:${#kept}}")
    done <<<"$3"
    ((heeds_case)) && shopt -u nocasematch
}

# Complete the command line of another program, which begins at that word.
_vidu_command() {
    if declare -F _command_offset >/dev/null; then
        local IFS=$' \t\n'
        _command_offset "$1"
    elif [[ $1 -eq $COMP_CWORD ]]; then
        COMPREPLY=($(compgen -c -- "$2"))
    else
        compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$2"))
    fi
}

complete -F _vidu vidu
