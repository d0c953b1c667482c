import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPE_NAMES } from '../object-types.ts';
import type { AssociationType, SavedLabel } from './association-types.ts';
import { FIRST_USER_TYPE_ID, definedAssociationTypes, pairKey } from './association-types.ts';

type Links = Map<string, Map<string, Set<number>>>;

/** As saved: from type, from id, to type, to id, type ids of this direction. */
export type SavedLink = [ObjectTypeName, string, ObjectTypeName, string, number[]];

/** Associations in both directions, by record. */
export class AssociationStore {
  #types = definedAssociationTypes();
  /** By from type, then by to type: read for every record at the start, so no combined key is built. */
  #links = new Map<ObjectTypeName, Map<ObjectTypeName, Links>>();
  readonly labels: SavedLabel[] = [];

  /** Association types from one object type to another, including unlabelled and primary; empty if none may exist. */
  types(from: ObjectTypeName, to: ObjectTypeName): AssociationType[] {
    return this.#types.get(pairKey(from, to)) ?? [];
  }

  findType(from: ObjectTypeName, to: ObjectTypeName, typeId: number): AssociationType | undefined {
    return this.types(from, to).find((type) => type.typeId === typeId);
  }

  unlabelled(from: ObjectTypeName, to: ObjectTypeName): AssociationType | undefined {
    return this.types(from, to).find((type) => type.label === null);
  }

  /** Ids of the associated records with the type ids of each, in the order in which they were associated. */
  linked(from: ObjectTypeName, id: string, to: ObjectTypeName): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#links.get(from)?.get(to)?.get(id) ?? EMPTY;
  }

  /** Adds the types (always including the unlabelled one). Returns the types that are new. */
  add(from: ObjectTypeName, fromId: string, to: ObjectTypeName, toId: string, typeIds: number[]): number[] {
    const unlabelled = this.unlabelled(from, to);
    const wanted = unlabelled ? new Set([...typeIds, unlabelled.typeId]) : new Set(typeIds);
    const there = this.linked(from, fromId, to).get(toId);
    const added = [...wanted].filter((typeId) => !there?.has(typeId));
    for (const typeId of added) {
      const type = this.findType(from, to, typeId);
      if (!type) continue;
      this.#set(from, fromId, to, toId).add(typeId);
      this.#set(to, toId, from, fromId).add(type.inverseId);
    }
    return added;
  }

  /** Removes the given types, or with none given the whole association. Returns whether there was anything to remove. */
  remove(from: ObjectTypeName, fromId: string, to: ObjectTypeName, toId: string, typeIds?: number[]): boolean {
    const there = this.linked(from, fromId, to).get(toId);
    if (!there) return false;
    const gone = typeIds?.filter((typeId) => there.has(typeId)) ?? [...there];
    const left = new Set([...there].filter((typeId) => !gone.includes(typeId)));
    if (left.size === 0) {
      this.#links.get(from)?.get(to)?.get(fromId)?.delete(toId);
      this.#links.get(to)?.get(from)?.get(toId)?.delete(fromId);
    } else {
      for (const typeId of gone) {
        this.#set(from, fromId, to, toId).delete(typeId);
        const inverse = this.findType(from, to, typeId)?.inverseId;
        if (inverse !== undefined) this.#set(to, toId, from, fromId).delete(inverse);
      }
    }
    return gone.length > 0;
  }

  /** Every association of a record, all object types. */
  allOf(from: ObjectTypeName, id: string): { to: ObjectTypeName; toId: string; typeIds: number[] }[] {
    return OBJECT_TYPE_NAMES.flatMap((to) =>
      [...this.linked(from, id, to)].map(([toId, typeIds]) => ({ to, toId, typeIds: [...typeIds] })),
    );
  }

  /** Defines a label of the portal; `inverseLabel` defaults to the label. */
  defineLabel(from: ObjectTypeName, to: ObjectTypeName, name: string, label: string, inverseLabel = label): SavedLabel {
    const typeId = FIRST_USER_TYPE_ID + 2 * this.labels.length;
    const saved = { fromType: from, toType: to, typeId, inverseId: typeId + 1, name, label, inverseLabel };
    this.restoreLabel(saved);
    return saved;
  }

  restoreLabel(saved: SavedLabel): void {
    this.labels.push(saved);
    const { fromType, toType, typeId, inverseId, name } = saved;
    const common = { category: 'USER_DEFINED', primary: false, name } as const;
    this.types(fromType, toType).push({ ...common, typeId, inverseId, label: saved.label });
    this.types(toType, fromType).push({ ...common, typeId: inverseId, inverseId: typeId, label: saved.inverseLabel });
  }

  *saved(): IterableIterator<SavedLink> {
    for (const [from, byTo] of this.#links) {
      for (const [to, links] of byTo) {
        for (const [fromId, linked] of links)
          for (const [toId, ids] of linked) yield [from, fromId, to, toId, [...ids]];
      }
    }
  }

  restoreLink([from, fromId, to, toId, typeIds]: SavedLink): void {
    const set = this.#set(from, fromId, to, toId);
    for (const typeId of typeIds) set.add(typeId);
  }

  #set(from: ObjectTypeName, fromId: string, to: ObjectTypeName, toId: string): Set<number> {
    const byTo = getOrAdd(this.#links, from, () => new Map<ObjectTypeName, Links>());
    const links = getOrAdd(byTo, to, () => new Map() as Links);
    const linked = getOrAdd(links, fromId, () => new Map<string, Set<number>>());
    return getOrAdd(linked, toId, () => new Set<number>());
  }
}

const EMPTY: ReadonlyMap<string, ReadonlySet<number>> = new Map();

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
