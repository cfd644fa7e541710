/** The shells that there is a script for. */
export const COMPLETED_SHELLS = ['bash', 'zsh'] as const

/** One of {@link COMPLETED_SHELLS}. */
export type CompletedShell = (typeof COMPLETED_SHELLS)[number]

/**
 * What each shell has to run to complete `halyard`. They ask `halyard complete` how the line may go on. What it answers, the keys of
 * flags too, is never expanded or run by the shell; where it answers nothing, the shell offers files.
 *
 * Sources: GNU Bash manual, 8.6 Programmable Completion; zshcompsys(1), Completion System Configuration.
 */
export const COMPLETION_SCRIPTS: { readonly [shell in CompletedShell]: string } = {
  bash: `# bash completion for halyard
_halyard() {
  local candidate
  COMPREPLY=()
  while IFS= read -r candidate; do
    [[ $candidate ]] && COMPREPLY+=("$(printf '%q' "$candidate")")
  done < <("$1" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _halyard halyard`,
  zsh: `#compdef halyard
# zsh completion for halyard
_halyard() {
  local -a candidates
  candidates=("\${(@f)$("\${words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  candidates=("\${(@)candidates:#}")
  if (( $#candidates )); then
    compadd -a candidates
  else
    _files
  fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [[ $funcstack[1] == _halyard ]]; then
  _halyard
else
  compdef _halyard halyard
fi`,
}
