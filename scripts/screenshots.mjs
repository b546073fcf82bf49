// `npm run screenshots`: real pictures of the extension, for the README into media/screenshots and for review into
// .vscode-test/screenshots. `-- dark zh-cn` takes only the named looks.
import { photograph } from '../test/integration/window/photograph.ts';

await photograph(process.argv.slice(2));
