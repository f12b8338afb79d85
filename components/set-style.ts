import { noChange, type ElementPart } from 'lit';
import { Directive, PartType, directive, type DirectiveResult, type PartInfo } from 'lit/directive.js';

/** Custom properties for one element, set from script: a style attribute would break pages with a strict `style-src`. */
class SetStyle extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('setStyle stands in a tag: <div ${setStyle(…)}>');
  }

  render(_properties: Readonly<Record<`--${string}`, string>>): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [properties]: [Readonly<Record<string, string>>]): typeof noChange {
    for (const [name, value] of Object.entries(properties)) (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

/** `<li ${setStyle({'--share': '40%'})}>` */
export const setStyle = directive(SetStyle) as (properties: Readonly<Record<`--${string}`, string>>) => DirectiveResult;
