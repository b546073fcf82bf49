/** VS Code's own themes, as a webview gets them: variables on the document, a class on the body. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const themeNames = ['dark', 'light', 'hc-black', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

export const themeSettings: Record<ThemeName, string> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-black': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

/** A part of the workbench's class while the theme is on. */
export const themeFiles: Record<ThemeName, string> = {
  dark: 'dark_modern-json',
  light: 'light_modern-json',
  'hc-black': 'hc_black-json',
  'hc-light': 'hc_light-json',
};

const bodyClasses: Record<ThemeName, string> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};

export interface Theme {
  bodyClass: string;
  variables: Record<string, string>;
}

export function readTheme(name: ThemeName): Theme {
  const file = path.resolve(import.meta.dirname, 'theme', `${name}.json`);
  return {
    bodyClass: bodyClasses[name],
    variables: { ...JSON.parse(readFileSync(file, 'utf8')), ...fonts },
  };
}

/** Webviews get the fonts of the workbench and of the editor's settings. */
const fonts = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
  '--vscode-editor-font-family': '"Droid Sans Mono", monospace',
  '--vscode-editor-font-size': '13px',
};
