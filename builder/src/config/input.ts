/** Reads the inputs of a configuration. */
import { resolve } from 'node:path';
import { INPUT_KINDS, INPUTS } from '../ingest/inputs.js';
import { faultOf, PRESET_NAMES, PRESETS, type Pattern } from '../ingest/patterns.js';
import type { Input } from './config.js';
import type { Reader } from './reader.js';

/** @param name its place in the configuration: `inputs[0]` */
export function inputFrom(item: Reader, name: string, folder: string): Input {
  const kind = item.oneOf('kind', INPUT_KINDS);
  const { patterns: usual } = INPUTS[kind];
  item.only(
    'kind',
    'events',
    'records',
    'memberships',
    ...(usual ? ['patterns'] : []),
    ...(usual === 'required' ? ['preset'] : []),
  );
  const paths = (key: string): readonly string[] =>
    !item.has(key)
      ? []
      : item.isList(key)
        ? item.list(key).map((path) => resolve(folder, path.asText()))
        : [resolve(folder, item.text(key))];
  const input = { kind, name, events: paths('events'), records: paths('records'), memberships: paths('memberships') };
  if (![...input.events, ...input.records].length) item.fail('', 'has neither events nor records');
  if (!usual || !input.events.length) return input;
  const patterns = patternsFrom(item, usual === 'required');
  if (usual === 'required' && !patterns) item.fail('', `needs patterns, or a preset: ${PRESET_NAMES.join(', ')}`);
  return { ...input, ...(patterns && { patterns }) };
}

/** Patterns of the configuration come before those of a preset. Returns `undefined` if there are neither. */
function patternsFrom(item: Reader, needsRecord: boolean): readonly Pattern[] | undefined {
  const preset = item.has('preset') ? PRESETS[item.oneOf('preset', PRESET_NAMES)] : undefined;
  if (!item.has('patterns')) return preset;
  const own = item.list('patterns').map((each): Pattern => {
    each.only('kind', 'path');
    const path = each.text('path');
    const fault = faultOf(path, needsRecord);
    if (fault !== undefined) each.fail('path', fault);
    return { kind: each.oneOf('kind', ['view', 'download']), path };
  });
  if (!own.length) item.fail('patterns', 'is empty');
  return [...own, ...(preset ?? [])];
}
