/** The agent alone: importing all of undici doubles the size and the start time of the program. */
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}
