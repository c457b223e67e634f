extension LabExtension {
  /// What the editor runs. It is written by hand as a container of modules, which is what JupyterLab's own build would make of it: `init`
  /// is handed the modules that all share, `get` gives the extension.
  static let script = #"""
    // The colours of WGAN Lab's language in the editor of JupyterLab and Notebook 7.
    (() => {
      const commands = new Set(COMMANDS);
      const functions = new Set(FUNCTIONS);

      const word = (stream, isFirst) => {
        const text = stream.match(/^[A-Za-z_][A-Za-z0-9_.]*/)[0];
        const isAssigned = stream.match(/^\s*=(?!=)/, false);
        if (isFirst && (commands.has(text) || text === 'end') && !isAssigned && stream.peek() !== '(') {
          return 'keyword';
        }
        if (['and', 'or', 'not', 'in'].includes(text)) return 'keyword';
        if (stream.match(/^\s*\(/, false)) return functions.has(text) ? 'builtin' : 'variableName';
        return stream.match(/^:(?!\S*\])/, false) ? 'propertyName' : 'variableName';
      };

      // One token: its style, or null where there is none.
      const token = (stream, state) => {
        if (stream.sol()) state.isFirst = state.depth === 0;
        if (stream.eatSpace()) return null;
        const isFirst = state.isFirst;
        state.isFirst = false;
        if (stream.match(/^#.*/)) return 'comment';
        if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
        if (stream.match(/^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/)) return 'number';
        if (stream.match(/^[A-Za-z_]/, false)) return word(stream, isFirst);
        const sign = stream.next();
        if ('([{'.includes(sign)) state.depth += 1;
        if (')]}'.includes(sign)) state.depth = Math.max(0, state.depth - 1);
        if (sign === ';') state.isFirst = state.depth === 0;
        return '+-*/^@=<>!'.includes(sign) ? 'operator' : null;
      };

      const mode = {
        name: 'wgan',
        startState: () => ({ depth: 0, isFirst: true }),
        copyState: state => ({ ...state }),
        token,
        languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '"'] } }
      };

      let shared = {};

      // A module that JupyterLab shares, whatever its version.
      const load = async name => {
        const versions = Object.values(shared[name] ?? {});
        if (versions.length === 0) throw new Error(`wganlab: ${name} is not shared`);
        return (await versions[0].get())();
      };

      const extension = async () => {
        const { IEditorLanguageRegistry } = await load('@jupyterlab/codemirror');
        const { StreamLanguage, LanguageSupport } = await load('@codemirror/language');
        return {
          id: 'wganlab:language',
          description: 'Colours for the language of WGAN Lab',
          autoStart: true,
          requires: [IEditorLanguageRegistry],
          activate: (app, languages) => languages.addLanguage({
            name: 'wgan',
            displayName: 'WGAN Lab',
            mime: 'text/x-wgan',
            extensions: ['wgan'],
            load: async () => new LanguageSupport(StreamLanguage.define(mode))
          })
        };
      };

      window._JUPYTERLAB = window._JUPYTERLAB ?? {};
      window._JUPYTERLAB.wganlab = {
        init: scope => { shared = scope; },
        get: async () => {
          const plugin = await extension();
          return () => ({ default: plugin, __esModule: true });
        }
      };
    })();

    """#
}
