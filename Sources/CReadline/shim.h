// GNU readline for Swift. Its global variables are read and written through functions, because a mutable C
// global is not safe to name from Swift 6.
#ifndef WGANLAB_READLINE_SHIM_H
#define WGANLAB_READLINE_SHIM_H

#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

// What is being edited.
static inline const char *get_rl_line_buffer(void) { return rl_line_buffer; }
static inline int get_rl_point(void) { return rl_point; }
static inline void set_rl_point(int point) { rl_point = point; }
static inline int get_rl_end(void) { return rl_end; }

// How readline meets the world.
static inline FILE *get_rl_outstream(void) { return rl_outstream ? rl_outstream : stdout; }
static inline void set_rl_readline_name(const char *name) { rl_readline_name = name; }
static inline void set_rl_getc_function(rl_getc_func_t *function) { rl_getc_function = function; }
static inline void set_rl_catch_signals(int value) { rl_catch_signals = value; }
static inline void set_rl_catch_sigwinch(int value) { rl_catch_sigwinch = value; }
static inline void set_rl_change_environment(int value) { rl_change_environment = value; }

// Completion.
static inline void set_rl_attempted_completion_function(rl_completion_func_t *function) {
  rl_attempted_completion_function = function;
}
static inline void set_rl_attempted_completion_over(int value) { rl_attempted_completion_over = value; }
static inline void set_rl_completion_display_matches_hook(rl_compdisp_func_t *hook) {
  rl_completion_display_matches_hook = hook;
}
static inline void set_rl_completer_word_break_characters(const char *characters) {
  rl_completer_word_break_characters = characters;
}
static inline void set_rl_completion_suppress_append(int value) { rl_completion_suppress_append = value; }
static inline void set_rl_ignore_completion_duplicates(int value) { rl_ignore_completion_duplicates = value; }
static inline void set_rl_sort_completion_matches(int value) { rl_sort_completion_matches = value; }

// A key that means nothing, and Ctrl-G. Readline's own answer is a jump, for which its callback interface keeps no place while it
// works off what it has already read: the program would go on in a frame that is gone.
static inline int answer_rl_nothing(int count, int key) {
  rl_clear_pending_input();
  return rl_discard_argument();
}

// Gives that answer to every such key of a keymap and of those below it. Keyboard macros jump as well, so they are taken away.
static inline void tame_rl_keymap(Keymap map, int is_below, int depth) {
  rl_command_func_t *const jumping[] = {rl_abort, rl_start_kbd_macro, rl_end_kbd_macro, rl_call_last_kbd_macro};
  if (!map) return;
  int takes_others = map[ANYOTHERKEY].function != NULL;
  for (int key = 0; key < ANYOTHERKEY; key++) {
    if (map[key].type == ISKMAP) {
      if (map[key].function && depth < 16) tame_rl_keymap((Keymap)map[key].function, 1, depth + 1);
    } else if (map[key].type == ISFUNC) {
      int jumps = is_below && !takes_others && map[key].function == NULL;
      for (int i = 0; i < 4; i++) jumps |= map[key].function == jumping[i];
      if (jumps) map[key].function = answer_rl_nothing;
    }
  }
}

// The Enter key, in each of readline's keymaps.
static inline void bind_rl_key(int key, rl_command_func_t *command) {
  rl_bind_key_in_map(key, command, emacs_standard_keymap);
  rl_bind_key_in_map(key, command, vi_insertion_keymap);
  rl_bind_key_in_map(key, command, vi_movement_keymap);
}

#endif
