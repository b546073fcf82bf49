import type { BuildOptions } from 'esbuild';

export declare const webviewBuild: (outdir: string) => BuildOptions;
