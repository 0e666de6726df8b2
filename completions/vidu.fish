# Completion of vidu for fish, printed by `vidu completion fish`.

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
