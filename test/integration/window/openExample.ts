/** A window on the example project with go.mod open, driven by mouse and keyboard. */
import { openVSCode, type Window, type WindowOptions } from '../../host/openVSCode.ts';
import { projectRoot } from '../../host/paths.ts';
import { setUpHost } from '../../host/setup.ts';
import { type Example, startExample } from '../example/example.ts';

export interface ExampleWindow extends Window {
  example: Example;
}

export interface ExampleOptions extends Partial<Omit<WindowOptions, 'extension'>> {
  /** Undefined: what is installed in the data folder is used, and nothing of this checkout. */
  extension?: string | undefined;
}

export async function openExample(options: ExampleOptions = {}, scenario = 'shop'): Promise<ExampleWindow> {
  const { extension, ...rest } = { extension: projectRoot, ...options };
  setUpHost();
  const example = await startExample(scenario);
  try {
    const window = await openVSCode({
      folder: example.directory,
      file: example.goMod,
      ...rest,
      ...(extension === undefined ? {} : { extension }),
      env: { ...example.environment, ...options.env },
    });
    const close = async () => {
      await window.close();
      await example.close();
    };
    return { ...window, example, close };
  } catch (error) {
    await example.close();
    throw error;
  }
}
