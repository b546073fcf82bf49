/** node:crypto, loaded when it is first needed: that takes as long as reading all settings does. */
export const nodeCrypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');
