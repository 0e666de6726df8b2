"""The completion scripts of bash, zsh and fish.

They hold no command and no option: at every TAB they ask the program itself, as `completing` describes, and so never
fall behind it.
"""


def script_of(shell: str) -> str:
    """The script of a shell: bash, zsh or fish."""
    return _SCRIPTS[shell]


_BASH = r"""# Completion of vidu for bash, printed by `vidu completion bash`.

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
"""

_ZSH = r"""#compdef vidu
# Completion of vidu for zsh, printed by `vidu completion zsh`.

_vidu() {
    local -a asked answer offers
    local line value help
    asked=("${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}")
    asked=("${(@)asked//$'\n'/ }")
    answer=("${(@f)$(_VIDU_COMPLETE=${(pj:\n:)asked} ${~words[1]} 2>/dev/null </dev/null)}")
    case $answer[1] in
        values)
            for line in "${(@)answer[2,-1]}"; do
                value=${line%%$'\t'*} help=${line#*$'\t'}
                offers+=("${value//:/\\:}${help:+:$help}")
            done
            _describe -t values vidu offers -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'
            ;;
        files)
            [[ $PREFIX == --*=* ]] && compset -P 1 '*='
            _files
            ;;
        command*)
            shift ${answer[1]#command } words
            ((CURRENT -= ${answer[1]#command }))
            _normal
            ;;
    esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _vidu "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _vidu vidu
fi
"""

_FISH = r"""# Completion of vidu for fish, printed by `vidu completion fish`.

function __vidu_offers
    set -l words (commandline --cut-at-cursor --current-process --tokenize)
    set -l word (commandline --cut-at-cursor --current-token)
    set -l asked
    for one in $words
        set asked "$asked"(string join ' ' -- (string split \n -- $one))\n
    end
    set asked "$asked"(string replace --all --regex '[\'"\\\\]' '' -- "$word")
    set -l answer (_VIDU_COMPLETE=$asked $words[1] 2>/dev/null </dev/null)
    switch "$answer[1]"
        case values
            string join \n -- $answer[2..-1]
        case files
            set -l option (string match --regex -- '^--[^=]*=' "$word")
            for path in (__fish_complete_path (string replace -- "$option" '' "$word"))
                printf '%s\n' "$option$path"
            end
        case 'command *'
            set -l gone (math (string replace 'command ' '' -- $answer[1]) + 1)
            complete --do-complete (string join ' ' -- (string escape -- $words[$gone..-1]) "$word")
    end
end

complete --command vidu --erase
complete --command vidu --no-files --keep-order --arguments '(__vidu_offers)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
