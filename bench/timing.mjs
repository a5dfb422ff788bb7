// Times whole processes. Figures are ratios within one run, so the rounds of all candidates are interleaved.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const percentile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]
}

/**
 * Median milliseconds of each candidate. A candidate does the thing once; what it resolves to, when that is a function, cleans up
 * off the clock. The first two rounds are dropped.
 */
export async function interleaved(candidates, rounds) {
  const names = Object.keys(candidates)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -2; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now()
      const cleanUp = await candidates[name]()
      const time = performance.now() - start
      if (round >= 0) times[name].push(time)
      if (typeof cleanUp === 'function') await cleanUp()
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]))
}

/** Peak resident memory of a running process in megabytes; undefined where there is no /proc. */
export function peakMegabytes(pid) {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return line === null ? undefined : Number(line[1]) / 1024
  } catch {
    return undefined
  }
}

/** Runs a process to its end; rejects when it fails. Resolves to its stdout. */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { exitCodes = [0], ...spawnOptions } = options
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions })
    let out = ''
    let err = ''
    child.stdout?.on('data', (chunk) => (out += chunk))
    child.stderr?.on('data', (chunk) => (err += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (exitCodes.includes(code)) resolve(out)
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${err.slice(0, 2000)}`))
    })
  })
}
