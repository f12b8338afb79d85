/** The texts that attributes accept, read from the types of their properties: `metric` accepts those of `Metric`. */
import { resolve } from 'node:path';
import ts from 'typescript';

/** Collects the texts of a type, also those of the items of a list. */
function textsOf(type, checker) {
  if (type.isUnion()) return type.types.flatMap((each) => textsOf(each, checker));
  if (type.isStringLiteral()) return [type.value];
  return checker.isArrayType(type) ? textsOf(checker.getTypeArguments(type)[0], checker) : [];
}

/** Returns the type that a property can be set to. */
function writtenType(property, checker) {
  const setter = property.declarations?.find(ts.isSetAccessorDeclaration);
  return setter ? checker.getTypeAtLocation(setter.parameters[0]) : checker.getTypeOfSymbol(property);
}

/** A plugin of the manifest analyzer that stores the texts of each attribute as its `parsedType`. */
export const attributeValues = {
  name: 'attribute-values',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, process.cwd());
    const program = ts.createProgram(
      modules.map(({ path }) => path),
      options,
    );
    const checker = program.getTypeChecker();
    for (const { path, declarations } of modules) {
      const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(resolve(path))));
      for (const { name, attributes = [] } of declarations) {
        const symbol = exports.find((each) => each.name === name);
        const properties = symbol ? checker.getDeclaredTypeOfSymbol(symbol) : undefined;
        for (const attribute of attributes) {
          const property = attribute.fieldName && properties?.getProperty(attribute.fieldName);
          const texts = property ? textsOf(writtenType(property, checker), checker) : [];
          if (texts.length) attribute.parsedType = { text: texts.map((text) => `'${text}'`).join(' | ') };
        }
      }
    }
  },
};
