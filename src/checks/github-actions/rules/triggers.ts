import { contextsOf, expressionsIn } from '../expressions.ts'
import { type Job, record, textOf } from '../read.ts'
import type { ActionsRule, Hit } from './rule.ts'

/** Events that run with the secrets and a token that may write, for pull requests of strangers too. */
const PRIVILEGED = ['pull_request_target', 'workflow_run', 'issue_comment']

/** Contexts that name the code of the pull request. */
const HEAD =
  /^github\.(?:head_ref|event\.(?:pull_request\.(?:head\.(?:sha|ref|repo\.full_name|repo\.clone_url)|merge_commit_sha|number)|workflow_run\.(?:head_sha|head_branch|head_repository\.full_name|head_commit\.id)|issue\.number|number))$/

export const pullRequestTargetCheckout: ActionsRule = {
  name: 'pull-request-target-checkout',
  title: "A stranger's code is fetched where the secrets are",
  severity: 'error',
  why: 'The workflow runs with the secrets and a token of this repository. Whatever builds or tests the code of the pull request runs what its author wrote: package scripts, Makefile, test files.',
  fix: 'on: pull_request, which has neither. What needs the token goes into a second workflow that takes the result as data, never as code.',
  sameAs: ['zizmor:dangerous-triggers', 'scorecard:Dangerous-Workflow'],
  find: ({ triggers, jobs }) => {
    const event = PRIVILEGED.find((each) => triggers.has(each))
    if (event === undefined) return []
    return jobs.flatMap(({ steps }) =>
      steps.flatMap(({ path, uses, value, run }): Hit[] => {
        const message = `It fetches the code of the pull request in a run of \`${event}\`.`
        if (/\bgh\s+pr\s+checkout\b/.test(run ?? '')) return [{ at: [...path, 'run'], message, basis: 'pattern' }]
        if (uses?.repository !== 'actions/checkout') return []
        const given = record(value['with'])
        const named = (['ref', 'repository'] as const).find((key) =>
          expressionsIn(textOf(given[key]) ?? '')
            .flatMap(contextsOf)
            .some((context) => HEAD.test(context)),
        )
        return named === undefined ? [] : [{ at: [...path, 'with', named], message }]
      }),
    )
  },
}

export const missingTimeout: ActionsRule = {
  name: 'missing-timeout',
  title: 'A job that may hang for six hours',
  severity: 'note',
  why: 'The limit is 360 minutes. One test that waits for a port holds a runner, and the queue behind it, for all of them.',
  fix: 'timeout-minutes on the job: about three times what it usually takes.',
  sameAs: [],
  find: ({ jobs, kind }) =>
    kind === 'action'
      ? []
      : jobs.flatMap(({ id, path, value, steps }): Hit[] =>
          steps.length === 0 ||
          value['timeout-minutes'] !== undefined ||
          steps.every((step) => step.value['timeout-minutes'] !== undefined)
            ? []
            : [{ at: path, key: true, message: `The job "${id}" has no timeout-minutes.` }],
        ),
}

const DEPLOYS = /\b(?:deploy|release|publish)/i

export const missingConcurrency: ActionsRule = {
  name: 'missing-concurrency',
  title: 'Two deployments at once',
  severity: 'note',
  why: 'Two pushes in a row deploy side by side, and the older one may be the last to finish.',
  fix: 'concurrency: with one group for each environment, and cancel-in-progress: false where a half-done deployment is worse than a late one.',
  sameAs: ['zizmor:concurrency-limits'],
  find: ({ jobs, value, triggers }) => {
    if (
      value['concurrency'] !== undefined ||
      !['push', 'workflow_dispatch', 'release', 'schedule'].some((each) => triggers.has(each))
    )
      return []
    return jobs.flatMap((job): Hit[] =>
      deploys(job) && job.value['concurrency'] === undefined
        ? [
            {
              at: job.path,
              key: true,
              message: `The job "${job.id}" deploys and no concurrency group holds a second one back.`,
            },
          ]
        : [],
    )
  },
}

/** A job with an environment whose name or whose own says that it deploys. */
const deploys = ({ id, value }: Job): boolean =>
  value['environment'] !== undefined && (DEPLOYS.test(id) || DEPLOYS.test(textOf(value['name']) ?? ''))
