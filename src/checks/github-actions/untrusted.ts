/**
 * What somebody without write access can put text of their own into. Source: the list of GitHub's Security Lab ("Keeping your GitHub
 * Actions and workflows secure", part 2) and the webhook payloads of docs.github.com.
 */
const UNTRUSTED: readonly string[] = [
  'github.head_ref',
  'github.event.issue.title',
  'github.event.issue.body',
  'github.event.comment.body',
  'github.event.review.body',
  'github.event.review_comment.body',
  'github.event.discussion.title',
  'github.event.discussion.body',
  'github.event.pull_request.title',
  'github.event.pull_request.body',
  'github.event.pull_request.head.ref',
  'github.event.pull_request.head.label',
  'github.event.pull_request.head.repo.default_branch',
  'github.event.pull_request.head.repo.description',
  'github.event.pull_request.head.repo.homepage',
  'github.event.pages.*.page_name',
  'github.event.commits.*.message',
  'github.event.commits.*.author.email',
  'github.event.commits.*.author.name',
  'github.event.head_commit.message',
  'github.event.head_commit.author.email',
  'github.event.head_commit.author.name',
  'github.event.workflow_run.head_branch',
  'github.event.workflow_run.head_commit.message',
  'github.event.workflow_run.head_commit.author.email',
  'github.event.workflow_run.head_commit.author.name',
  'github.event.workflow_run.pull_requests.*.head.ref',
]

/** Whether a context is such a text, or an object that holds one, as in `toJSON(github.event)`. */
export const isUntrusted = (context: string): boolean =>
  UNTRUSTED.some((each) => each === context || each.startsWith(`${context}.`) || same(each, context))

/** `github.event.commits[0].message` is one of `github.event.commits.*.message`. */
function same(pattern: string, context: string): boolean {
  const [wanted, given] = [pattern.split('.'), context.split('.')]
  return wanted.length === given.length && wanted.every((part, at) => part === '*' || part === given[at])
}
