#compdef vidu
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
