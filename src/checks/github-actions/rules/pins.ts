import type { Uses, Workflow } from '../read.ts'
import { record, textOf } from '../read.ts'
import type { ActionsRule, Hit } from './rule.ts'

/** Every `uses` of a file with its path. */
export const usesIn = ({ jobs }: Workflow): { uses: Uses; at: readonly PropertyKey[] }[] =>
  jobs.flatMap(({ path, uses, steps }) => [
    ...(uses === undefined ? [] : [{ uses, at: [...path, 'uses'] }]),
    ...steps.flatMap((step) => (step.uses === undefined ? [] : [{ uses: step.uses, at: [...step.path, 'uses'] }])),
  ])

const isCommit = (ref: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)

export const unpinnedAction: ActionsRule = {
  name: 'unpinned-action',
  title: 'An action that can change under the workflow',
  severity: 'warning',
  why: 'A tag or branch is moved by whoever has the account, as with tj-actions/changed-files in March 2025: the next run executes what they put there, with the secrets of the job.',
  fix: 'The full commit hash, and the version behind it as a comment, which Dependabot and Renovate keep up to date.',
  sameAs: ['zizmor:unpinned-uses', 'scorecard:Pinned-Dependencies'],
  find: (view) =>
    usesIn(view).flatMap(({ uses, at }): Hit[] =>
      uses.kind !== 'remote' || uses.repository === '' || isCommit(uses.ref)
        ? []
        : [{ at, message: `"${uses.ref}" of ${uses.repository} is a name that can be moved.` }],
    ),
}

export const unpinnedImage: ActionsRule = {
  name: 'unpinned-image',
  title: 'A container image that can change under the workflow',
  severity: 'note',
  why: 'The same tag is another image tomorrow: the run is not repeatable, and whoever owns the registry account chooses what runs beside the secrets.',
  fix: 'image: name:tag@sha256:…',
  sameAs: ['zizmor:unpinned-images', 'scorecard:Pinned-Dependencies'],
  find: (view) => {
    const images = view.jobs.flatMap(({ path, value }) => [
      ...imageOf(value['container'], [...path, 'container']),
      ...Object.entries(record(value['services'])).flatMap(([name, service]) =>
        imageOf(service, [...path, 'services', name]),
      ),
    ])
    const steps = usesIn(view).flatMap(({ uses, at }) =>
      uses.kind === 'docker' ? [{ image: uses.text.slice('docker://'.length), at }] : [],
    )
    return [...images, ...steps].flatMap(({ image, at }): Hit[] =>
      image === '' || image.includes('${{') || /@sha256:[0-9a-f]{64}$/.test(image)
        ? []
        : [{ at, message: `"${image}" has no digest.` }],
    )
  },
}

function imageOf(value: unknown, path: readonly PropertyKey[]): { image: string; at: readonly PropertyKey[] }[] {
  const text = textOf(value)
  if (text !== undefined) return [{ image: text, at: path }]
  const image = textOf(record(value)['image'])
  return image === undefined ? [] : [{ image, at: [...path, 'image'] }]
}

/** Versions that GitHub refuses to run. Sources: github.blog/changelog 2024-02-12 and 2024-02-13 (artifacts), read 2026-11-27. */
const SHUT_DOWN: Readonly<Record<string, { below: number; since: string }>> = {
  'actions/upload-artifact': { below: 4, since: '2025-01-30' },
  'actions/download-artifact': { below: 4, since: '2025-01-30' },
}

export const retiredAction: ActionsRule = {
  name: 'retired-action',
  title: 'A version of an action that no longer runs',
  severity: 'error',
  why: 'GitHub fails the run by itself as soon as it sees this version. On GitHub Enterprise Server it still works.',
  fix: 'The current major version; read its notes, since v4 of the artifact actions takes each artifact name once.',
  sameAs: [],
  find: (view) =>
    usesIn(view).flatMap(({ uses, at }): Hit[] => {
      const row = SHUT_DOWN[uses.repository]
      const major = /^v(\d+)(?:\.|$)/.exec(uses.ref)?.[1]
      return row === undefined || major === undefined || Number(major) >= row.below
        ? []
        : [
            {
              at,
              message: `${uses.repository} ${uses.ref} was shut down on ${row.since}; ${row.below} is the first that runs.`,
            },
          ]
    }),
}
