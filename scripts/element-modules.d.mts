/** Returns the public modules of components/ by name. */
export declare const elementModules: () => Record<string, string>;
