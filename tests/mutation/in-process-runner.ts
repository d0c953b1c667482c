import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { PluginKind, commonTokens, declareClassPlugin, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import type {
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from '@stryker-mutator/api/test-runner';
import * as fc from 'fast-check';
import { chai, expect } from 'vitest';
import { collectTests } from './vitest-in-process.ts';
import type { CollectedTest } from './vitest-in-process.ts';

const ALL_TESTS = ['tests/{domain,golden}/**/*.test.ts'];
/** Hundreds of portals, a thousand accounts, titles of 100 kB: minutes over a whole run, for what other tests say of a few. */
const TOO_SLOW = new Set([
  'tests/domain/committee/any-title.test.ts',
  'tests/domain/icp/seeded-portals.test.ts',
  'tests/domain/lines-sum.test.ts',
]);
const SEED = 20_261_122;

const stryker: InstrumenterContext = {};
const GlobalWeakMap = globalThis.WeakMap;
let testUnderWay: CollectedTest | undefined;

/**
 * Runs the tests of `src/domain` in Stryker's own worker, each file imported once, so that a mutant costs the milliseconds of the tests
 * that meet it and not the second a vitest worker takes to start. The domain is pure, which makes it sound; its caches would carry what
 * one mutant computed to the next and are emptied or put out of use, and a test that has killed runs again without the mutant.
 */
class InProcessRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  private readonly patterns: readonly string[];
  private readonly tests = new Map<string, CollectedTest>();
  private readonly durationsMs = new Map<string, number>();

  constructor({ testFiles }: StrykerOptions) {
    this.patterns = testFiles.length === 0 ? ALL_TESTS : testFiles;
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** Imports the test files from the sandbox, the directory Stryker has gone to. */
  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: stryker });
    fc.configureGlobal({ seed: SEED, endOnFailure: true });
    chai.util.overwriteMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', () => matchFile);
    redirectImports();
    globalThis.WeakMap = WeakMapOfOneTest;
    for (const path of globSync([...this.patterns]).toSorted()) {
      if (TOO_SLOW.has(path)) continue;
      const file = resolve(path);
      for (const test of await collectTests(file, () => import(pathToFileURL(file).href)))
        this.tests.set(test.id, test);
    }
    globalThis.WeakMap = GlobalWeakMap;
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const test of this.tests.values()) {
      stryker.currentTestId = test.id;
      tests.push(await this.run(test));
      delete stryker.currentTestId;
    }
    const { mutantCoverage } = stryker;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  /** Quick tests first, up to the first that fails. */
  async mutantRun({ activeMutant, hitLimit, testFilter = [] }: MutantRunOptions): Promise<MutantRunResult> {
    const takes = (id: string) => this.durationsMs.get(id) ?? 0;
    Object.assign(stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: 0 });
    const tests: TestResult[] = [];
    for (const id of testFilter.toSorted((a, b) => takes(a) - takes(b))) {
      const test = this.tests.get(id);
      if (test === undefined) throw new Error(`No test is called ${id}`);
      const result = await this.run(test);
      tests.push(result);
      if (result.status !== TestStatus.Failed) continue;
      delete stryker.activeMutant;
      if ((await this.run(test)).status === TestStatus.Failed) throw new Error(`A mutant outlives its run: ${id}`);
      break;
    }
    delete stryker.activeMutant;
    const timedOut = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(timedOut ?? { status: DryRunStatus.Complete, tests });
  }

  private async run(test: CollectedTest): Promise<TestResult> {
    const { id, name, file } = test;
    const start = performance.now();
    testUnderWay = { ...test };
    let failure: unknown;
    let failed = false;
    try {
      await test.run();
    } catch (error) {
      failed = true;
      failure = error;
    }
    const timeSpentMs = performance.now() - start;
    this.durationsMs.set(id, Math.max(timeSpentMs, this.durationsMs.get(id) ?? 0));
    const result = { id, name, fileName: file, timeSpentMs };
    return failed
      ? { ...result, status: TestStatus.Failed, failureMessage: String(failure) }
      : { ...result, status: TestStatus.Success };
  }
}

/** Tests get the collecting vitest and a shorter fast-check, the domain a `remember` that does not. */
function redirectImports(): void {
  const sandbox = pathToFileURL(`${process.cwd()}/`).href;
  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL ?? '';
      if (from.startsWith(`${sandbox}tests/`)) {
        if (specifier === 'vitest') return redirect('vitest-in-process.ts');
        if (specifier === 'fast-check') return redirect('fewer-runs.ts');
      }
      if (from.startsWith(`${sandbox}src/`) && specifier.endsWith('/remember.ts')) return redirect('uncached.ts');
      return next(specifier, context);
    },
  });
}

function redirect(file: string) {
  return { url: new URL(file, import.meta.url).href, shortCircuit: true };
}

/** A cache of the domain that every test finds empty. */
class WeakMapOfOneTest<Key extends WeakKey, Value> extends WeakMap<Key, Value> {
  #owner: CollectedTest | undefined;
  #entries = new GlobalWeakMap<Key, Value>();

  override get(key: Key): Value | undefined {
    return this.#renewed().get(key);
  }

  override has(key: Key): boolean {
    return this.#renewed().has(key);
  }

  override set(key: Key, value: Value): this {
    this.#renewed().set(key, value);
    return this;
  }

  #renewed(): WeakMap<Key, Value> {
    if (this.#owner !== testUnderWay) this.#entries = new GlobalWeakMap();
    this.#owner = testUnderWay;
    return this.#entries;
  }
}

function matchFile(this: Chai.AssertionStatic, name: string): void {
  expect(this._obj).toBe(readFileSync(resolve(dirname(testUnderWay?.file ?? ''), name), 'utf8'));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
