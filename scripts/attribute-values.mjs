/** The texts that attributes accept, read from the types of their properties: `metric` accepts those of `Metric`. */
import { resolve } from 'node:path';
import ts from 'typescript';

/** Collects the texts of a type, also those of the items of a list. */
function textsOf(type, checker) {
  if (type.isUnion()) return type.types.flatMap((each) => textsOf(each, checker));
  if (type.isStringLiteral()) return [type.value];
  return checker.isArrayType(type) ? textsOf(checker.getTypeArguments(type)[0], checker) : [];
}

/** Returns the parameter of a property's setter. */
const parameterOf = (property) => property.declarations?.find(ts.isSetAccessorDeclaration)?.parameters[0];

/** Returns the type that a property can be set to. */
function writtenType(property, checker) {
  const parameter = parameterOf(property);
  return parameter ? checker.getTypeAtLocation(parameter) : checker.getTypeOfSymbol(property);
}

/** Returns the types that a property can be set to, but does not return, as they are written in its declaration. */
function onlyWritten(property, returned) {
  const written = parameterOf(property)?.type.getText().split(' | ') ?? [];
  return written.filter((name) => !returned.split(' | ').includes(name)).join(' | ');
}

/** Returns the text of the constant that is the default of a property; nothing for other defaults. */
function constantOf(property, checker) {
  const { initializer } = property.valueDeclaration;
  const constant = initializer && ts.isIdentifier(initializer) && checker.getSymbolAtLocation(initializer);
  return constant?.valueDeclaration?.initializer?.getText().replace(' as const', '');
}

/**
 * A plugin of the manifest analyzer that stores the texts of each attribute as its `parsedType`, as `type` what the property
 * can be set to, and the values of constants as defaults.
 */
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
      for (const { name, attributes = [], members = [] } of declarations) {
        const symbol = exports.find((each) => each.name === name);
        const properties = symbol ? checker.getDeclaredTypeOfSymbol(symbol) : undefined;
        for (const member of members) {
          const property = properties?.getProperty(member.name);
          // A type parameter of the base class (`V`), which the class has set.
          if (property && /\b[A-Z]\b/.test(member.type?.text))
            member.type = { text: checker.typeToString(checker.getTypeOfSymbol(property)) };
        }
        for (const attribute of attributes) {
          const property = attribute.fieldName && properties?.getProperty(attribute.fieldName);
          if (!property) continue;
          const texts = textsOf(writtenType(property, checker), checker);
          if (texts.length) attribute.parsedType = { text: texts.map((text) => `'${text}'`).join(' | ') };
          attribute.type ??= { text: checker.typeToString(checker.getTypeOfSymbol(property)) };
          const constant = constantOf(property, checker);
          if (constant) attribute.default = constant;
          const only = onlyWritten(property, attribute.type.text);
          if (!only) continue;
          // The analyzer takes the field of the base class, which has no setter.
          const field = members.find((member) => member.name === attribute.fieldName);
          Object.assign(field, { type: attribute.type, readonly: undefined, inheritedFrom: undefined });
          attribute.type = { text: `${only} | undefined` };
        }
      }
    }
  },
};
