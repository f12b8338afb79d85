/** Loads Ajv, which is CommonJS, by wrapping each of its modules in an ES module. */
export async function requireInBrowser(entry: string): Promise<unknown> {
  interface Module {
    file: string;
    exports: unknown;
    run?: ((require: (id: string) => unknown, module: Module, exports: unknown) => void) | undefined;
  }
  const modules = new Map<string, Module>();
  const urlOf = (id: string, from: string): string =>
    new URL(id.startsWith('.') ? id : `/node_modules/${id}`, from).href.replace(/\/$/, '');

  async function load(url: string): Promise<void> {
    if (modules.has(url)) return;
    const module: Module = { file: '', exports: {} };
    modules.set(url, module);
    const answer = await fetch(/\.js(on)?$/.test(url) ? url : `${url}.js`);
    const file = answer.ok ? answer : await fetch(`${url}/index.js`);
    const code = await file.text();
    const body = file.url.endsWith('.json') ? `module.exports = ${code}` : code;
    const script = new Blob([`export default (require, module, exports) => {${body}\n};`], { type: 'text/javascript' });
    const { default: run } = (await import(URL.createObjectURL(script))) as { default: Module['run'] };
    Object.assign(module, { file: file.url, run });
    const ids = [...code.matchAll(/ = require\(["'](.+?)["']\)/g)].map(([, id]) => urlOf(id!, file.url));
    await Promise.all(ids.map(load));
  }

  function evaluate(url: string): unknown {
    const module = modules.get(url)!;
    const { run, file } = module;
    module.run = undefined;
    run?.((id) => evaluate(urlOf(id, file)), module, module.exports);
    return module.exports;
  }

  const url = urlOf(entry, location.href);
  await load(url);
  return evaluate(url);
}
