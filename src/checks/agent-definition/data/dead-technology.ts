export interface DeadTechnology {
  name: string
  pattern: RegExp
  /** What became of it, and when, as the predicate of a sentence. */
  fate: string
  instead: string
  source: string
}

/** What agents must not recommend without saying that it is past. Each source read on 2026-11-23 unless it says otherwise. */
export const DEAD_TECHNOLOGY: readonly DeadTechnology[] = [
  {
    name: 'create-react-app',
    pattern: /\bcreate[- ]react[- ]app\b/gi,
    fate: 'was deprecated in February 2025',
    instead: 'a framework, or Vite',
    source: 'https://react.dev/blog/2025/02/14/sunsetting-create-react-app',
  },
  {
    name: 'ingress-nginx',
    pattern: /\bingress-nginx\b/gi,
    fate: 'was retired in March 2026',
    instead: 'the Gateway API or another controller',
    source: 'https://kubernetes.io/blog/2026/01/29/ingress-nginx-statement',
  },
  {
    name: 'PodSecurityPolicy',
    pattern: /\bPodSecurityPolic(?:y|ies)\b/g,
    fate: 'was removed in Kubernetes 1.25',
    instead: 'Pod Security Admission',
    source: 'https://kubernetes.io/docs/concepts/policy/pod-security-policy/',
  },
  {
    name: 'TorchServe',
    pattern: /\bTorchServe\b/gi,
    fate: 'was archived in August 2025',
    instead: 'a maintained model server',
    source: 'https://github.com/pytorch/serve',
  },
  {
    name: 'Text Generation Inference',
    pattern: /\btext[- ]generation[- ]inference\b/gi,
    fate: 'was archived in March 2026',
    instead: 'vLLM or SGLang',
    source: 'https://github.com/huggingface/text-generation-inference',
  },
  {
    name: 'MLflow model stages',
    pattern: /\btransition_model_version_stage\b|\bMLflow (?:model )?(?:registry )?stages\b/gi,
    fate: 'were deprecated in MLflow 2.9',
    instead: 'model version aliases',
    source: 'https://github.com/mlflow/mlflow/issues/10336',
  },
  {
    name: 'MySQL 8.0',
    // 8.0.29 names the version that brought something, which stays true.
    pattern: /\bMySQL 8\.0\b(?!\.\d)/gi,
    fate: 'is without support since April 2026',
    instead: 'MySQL 8.4 LTS',
    source: 'https://www.openlogic.com/blog/mysql-8-end-of-life',
  },
  {
    name: 'MySQL 5.7',
    pattern: /\bMySQL 5\.[1567]\b(?!\.\d)/gi,
    fate: 'is without support since October 2023',
    instead: 'MySQL 8.4 LTS',
    source: 'https://endoflife.ai/article-mysql-eol',
  },
  {
    name: 'TSLint',
    pattern: /\btslint\b/gi,
    fate: 'was deprecated in 2019',
    instead: 'typescript-eslint',
    source: 'https://typescript-eslint.io/users/what-about-tslint',
  },
  {
    name: 'AngularJS',
    pattern: /\bAngularJS\b/g,
    fate: 'is without support since January 2022',
    instead: 'Angular or another maintained framework',
    source: 'https://docs.angularjs.org/misc/version-support-status',
  },
  {
    name: 'Protractor',
    pattern: /\bProtractor\b/g,
    fate: 'is at the end of its development since Angular 15',
    instead: 'Playwright',
    source: 'https://github.com/angular/protractor/issues/5502',
  },
  {
    name: 'Docker Compose V1',
    // The file keeps that name; the command with the hyphen is what ended.
    pattern: /\bdocker-compose (?:up|down|build|run|exec|logs|ps|pull|restart)\b/g,
    fate: 'is without updates since July 2023',
    instead: '`docker compose`',
    source: 'https://docs.docker.com/compose/releases/migrate/',
  },
  {
    name: 'Moment.js',
    pattern: /\bmoment\.?js\b/gi,
    fate: 'is a legacy project in maintenance mode',
    instead: 'Temporal, date-fns or Luxon',
    source: 'https://momentjs.com/docs/#/-project-status/',
  },
]

/** Words that show that a text knows. */
export const PAST: RegExp =
  /\b(?:legacy|deprecat\w+|retired?|retirement|archived?|removed?|removal|end[- ]of[- ]life|EOL|obsolete|unmaintained|unsupported|discontinued|superseded|maintenance mode|sunset\w*|dead|outdated|old(?:er)?|ended|ends|gone|was|were|former(?:ly)?|past|no longer|migrat\w+|upgrad\w+|modernis\w+|moderniz\w+|mov(?:e|es|ed|ing) (?:off|away|from)|replac\w+|instead|rather than|avoid\w*|do not|don[’']t|never|not|detect\w*|flag\w*|convert\w*)\b/i
