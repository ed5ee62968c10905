import { execFile } from 'node:child_process';

export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; rejects with what it printed when it fails. */
export function runProgram(file: string, args: readonly string[]): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(Object.assign(error, { stdout, stderr }));
    });
  });
}
