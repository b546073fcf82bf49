/** Which variables change a fetch, in the order in which they are shown, and where go reads each of them. */

export interface SettingName {
  name: string;
  /** True where `go env -w` and GOROOT/go.env count too; else only the process environment does. */
  isConfigurable: boolean;
  /** Shown even when nothing sets it. */
  isAlwaysShown: boolean;
  /** Where the value comes from when the sources give '' or nothing; go then takes no account of an empty line. */
  fallback: 'GOPRIVATE' | 'netrc' | 'gopath' | 'modcache' | null;
}

/** Set by the user file and GOROOT/go.env as well as by the process environment (cmd/go/internal/cfg). */
const configurable: readonly (readonly [name: string, fallback: SettingName['fallback']])[] = [
  ['GOPROXY', null],
  ['GOPRIVATE', null],
  ['GONOPROXY', 'GOPRIVATE'],
  ['GONOSUMDB', 'GOPRIVATE'],
  ['GOSUMDB', null],
  ['GOINSECURE', null],
  ['GOVCS', null],
  ['GOAUTH', 'netrc'],
  ['GOFLAGS', null],
  ['GO111MODULE', null],
  ['GOTOOLCHAIN', null],
  ['GOWORK', null],
  ['GOMODCACHE', 'modcache'],
  ['GOPATH', 'gopath'],
];

/** Read from the process environment only, and worth showing when unset. */
const processShown = ['GODEBUG', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NETRC'];

/** Read from the process environment only, by go, by git below it, or (ALL_PROXY) by git alone. */
const processRare = [
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
  'REQUEST_METHOD',
  'GIT_TERMINAL_PROMPT',
  'GCM_INTERACTIVE',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
  'SSH_ASKPASS',
  'SSH_AUTH_SOCK',
  'GIT_ALLOW_PROTOCOL',
  'GIT_PROTOCOL_FROM_USER',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_NO_VERIFY',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
  'XDG_CONFIG_HOME',
  'HOME',
  'USERPROFILE',
  'APPDATA',
];

/** All names of a system. GOENV and GOROOT are not among them: they say where the others are read. */
export function settingNames(platform: string): SettingName[] {
  const ofProcess = (isAlwaysShown: boolean) => (name: string) => ({
    name,
    isConfigurable: false,
    isAlwaysShown,
    fallback: null,
  });
  // On Windows names do not differ by case.
  const rare = platform === 'win32' ? processRare.filter((name) => name === name.toUpperCase()) : processRare;
  return [
    ...configurable.map(([name, fallback]) => ({ name, isConfigurable: true, isAlwaysShown: true, fallback })),
    ...processShown.map(ofProcess(true)),
    ...rare.map(ofProcess(false)),
  ];
}

/** Every name that `go env -w` accepts or a line of its file can set (internal/cfg.KnownEnv). */
const known = `AR CC CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_CFLAGS_DISALLOW CGO_CPPFLAGS CGO_CPPFLAGS_ALLOW
  CGO_CPPFLAGS_DISALLOW CGO_CXXFLAGS CGO_CXXFLAGS_ALLOW CGO_CXXFLAGS_DISALLOW CGO_ENABLED CGO_FFLAGS CGO_FFLAGS_ALLOW
  CGO_FFLAGS_DISALLOW CGO_LDFLAGS CGO_LDFLAGS_ALLOW CGO_LDFLAGS_DISALLOW CXX FC GCCGO GO111MODULE GO386 GOAMD64 GOARCH
  GOARM GOARM64 GOAUTH GOBIN GOCACHE GOCACHEPROG GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS GOGCCFLAGS GOHOSTARCH GOHOSTOS
  GOINSECURE GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOROOT
  GOSUMDB GOTMPDIR GOTOOLCHAIN GOTOOLDIR GOVCS GOWASM GOWORK GO_EXTLINK_ENABLED PKG_CONFIG`;

const knownNames: ReadonlySet<string> = new Set(known.split(/\s+/));

/** Whether a line for this name in a settings file means anything to go. GOENV and GODEBUG there do not. */
export function isReadFromFile(name: string): boolean {
  return knownNames.has(name);
}
