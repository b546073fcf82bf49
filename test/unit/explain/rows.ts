/** Sentences of go, git, ssh and curl with their cause: `code | module | version | host`, then the text. Names are ours. */

export interface Row {
  code: string;
  module: string;
  version: string;
  host: string;
  text: string;
}

const proxy = 'https://goproxy.corp.test';
const mod = `${proxy}/example.com/lib/@v/v1.4.0.mod`;
const get = (cause: string) => `go: example.com/lib@v1.4.0: Get "${mod}": ${cause}`;
const reading = (status: string, server = '') =>
  `go: example.com/lib@v1.4.0: reading ${mod}: ${status}${server === '' ? '' : `\n\tserver response: ${server}`}`;
const git = (...stderr: string[]) =>
  `go: github.com/acme/tool@v1.4.0: invalid version: git ls-remote -q --end-of-options https://github.com/acme/tool in /home/dev/go/pkg/mod/cache/vcs/0a1b2c3d: exit status 128:\n\t${stderr.join('\n\t')}`;
const discover = (rest: string) => `go: go.corp.test/kit@v1.0.0: unrecognized import path "go.corp.test/kit": ${rest}`;
const page = 'https://go.corp.test/kit?go-get=1';
const sum = (rest: string) => `go: example.com/lib@v1.4.0: verifying go.mod: example.com/lib@v1.4.0/go.mod: ${rest}`;
const lookup = 'https://sum.golang.org/lookup/example.com/lib@v1.4.0';

const at = 'example.com/lib | v1.4.0 | goproxy.corp.test';
const hub = 'github.com/acme/tool | v1.4.0 | github.com';
const kit = 'go.corp.test/kit | v1.0.0 | go.corp.test';
const looked = 'example.com/lib | v1.4.0 | sum.golang.org';

const table: readonly (readonly [string, string])[] = [
  // names
  [`dns-no-such-host | ${at}`, get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: no such host')],
  [`dns-no-such-host | ${at}`, get('dial tcp: lookup goproxy.corp.test: no such host')],
  [`dns-no-such-host | ${at}`, get('dial tcp: lookup goproxy.corp.test: getaddrinfow: No such host is known.')],
  [`dns-no-such-host | ${at}`, get('dial tcp: lookup goproxy.corp.test: nodename nor servname provided, or not known')],
  [
    `dns-no-such-host | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': Could not resolve host: github.com"),
  ],
  [
    'dns-no-such-host | github.com/acme/tool | | github.com',
    'go: module github.com/acme/tool: git ls-remote -q origin in /r/cache/vcs/ab: exit status 128:\n\tssh: Could not resolve hostname github.com: Name or service not known\n\tfatal: Could not read from remote repository.',
  ],
  [
    `dns-no-such-host | ${kit}`,
    discover(`https fetch: Get "${page}": dial tcp: lookup go.corp.test on 127.0.0.53:53: no such host`),
  ],
  [`dns-server-misbehaving | ${at}`, get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: server misbehaving')],
  [
    `dns-server-misbehaving | ${at}`,
    get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: no answer from DNS server'),
  ],
  [
    `dns-server-misbehaving | ${at}`,
    get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: cannot unmarshal DNS message'),
  ],
  [
    `dns-server-misbehaving | ${at}`,
    get(
      'dial tcp: lookup goproxy.corp.test: getaddrinfow: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
    ),
  ],
  [
    `dns-timeout | ${at}`,
    get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: read udp 10.2.0.7:4711->10.1.1.1:53: i/o timeout'),
  ],
  [`dns-timeout | ${at}`, get('dial tcp: lookup goproxy.corp.test: i/o timeout')],
  [
    `dns-server-unreachable | ${at}`,
    get('dial tcp: lookup goproxy.corp.test on [::1]:53: read udp [::1]:4711->[::1]:53: read: connection refused'),
  ],
  [
    `dns-server-unreachable | ${at}`,
    get('dial tcp: lookup goproxy.corp.test on 10.1.1.1:53: dial udp 10.1.1.1:53: connect: network is unreachable'),
  ],
  [`dns-server-unreachable | ${at}`, get('dial tcp: lookup goproxy.corp.test: Temporary failure in name resolution')],
  // connections
  [`tcp-refused | ${at}`, get('dial tcp 10.0.0.9:443: connect: connection refused')],
  [
    `tcp-refused | ${at}`,
    get(
      'dial tcp [2001:db8::9]:443: connectex: No connection could be made because the target machine actively refused it.',
    ),
  ],
  [`tcp-reset | ${at}`, get('read tcp 10.2.0.7:4711->10.0.0.9:443: read: connection reset by peer')],
  [
    `tcp-reset | ${at}`,
    get(
      'read tcp 10.2.0.7:4711->10.0.0.9:443: wsarecv: An existing connection was forcibly closed by the remote host.',
    ),
  ],
  [`tcp-reset | ${at}`, get('write tcp 10.2.0.7:4711->10.0.0.9:443: write: broken pipe')],
  [`network-unreachable | ${at}`, get('dial tcp [2001:db8::9]:443: connect: network is unreachable')],
  [`network-unreachable | ${at}`, get('dial tcp 10.0.0.9:443: connect: no route to host')],
  [
    `network-unreachable | ${at}`,
    get('dial tcp 10.0.0.9:443: connectex: A socket operation was attempted to an unreachable network.'),
  ],
  [`tcp-timeout | ${at}`, get('dial tcp 10.0.0.9:443: i/o timeout')],
  [`tcp-timeout | ${at}`, get('dial tcp 10.0.0.9:443: connect: connection timed out')],
  [`tcp-timeout | ${at}`, get('dial tcp 10.0.0.9:443: connect: operation timed out')],
  [
    `tcp-timeout | ${at}`,
    get(
      'dial tcp 10.0.0.9:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    ),
  ],
  [
    `tcp-timeout | ${kit}`,
    discover(`https fetch: Get "${page}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`),
  ],
  // the forward proxy
  [`http-proxy-unreachable | ${at}`, get('proxyconnect tcp: dial tcp 10.9.9.9:3128: connect: connection refused')],
  [
    `http-proxy-unreachable | ${at}`,
    get('proxyconnect tcp: dial tcp: lookup squid.corp.test on 10.1.1.1:53: no such host'),
  ],
  [`http-proxy-unreachable | ${at}`, get('proxyconnect tcp: dial tcp 10.9.9.9:3128: i/o timeout')],
  [
    `http-proxy-unreachable | ${at}`,
    get(
      'socks connect tcp 127.0.0.1:1080->goproxy.corp.test:443: dial tcp 127.0.0.1:1080: connect: connection refused',
    ),
  ],
  [
    `http-proxy-unreachable | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': Could not resolve proxy: squid.corp.test"),
  ],
  [
    `http-proxy-unreachable | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': Failed to connect to 127.0.0.1 port 7890 after 0 ms: Couldn't connect to server",
    ),
  ],
  [`http-proxy-rejected | ${at}`, get('Forbidden')],
  [`http-proxy-rejected | ${at}`, get('Service Unavailable')],
  [`http-proxy-rejected | ${at}`, get('Bad Gateway')],
  [
    `http-proxy-rejected | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': Received HTTP code 403 from proxy after CONNECT"),
  ],
  [
    `http-proxy-rejected | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': CONNECT tunnel failed, response 503"),
  ],
  [`http-407-proxy-auth | ${at}`, get('Proxy Authentication Required')],
  [`http-407-proxy-auth | ${at}`, reading('407 Proxy Authentication Required')],
  [
    `http-407-proxy-auth | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': Received HTTP code 407 from proxy after CONNECT"),
  ],
  [`http-proxy-protocol-error | ${at}`, get('proxyconnect tcp: tls: first record does not look like a TLS handshake')],
  [`http-proxy-protocol-error | ${at}`, get('proxyconnect tcp: EOF')],
  // TLS
  [
    `tls-unknown-authority | ${at}`,
    get('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
  ],
  [
    `tls-unknown-authority | ${at}`,
    get('x509: certificate signed by unknown authority (possibly because of "x509: invalid signature")'),
  ],
  [
    `tls-unknown-authority | ${at}`,
    get('tls: failed to verify certificate: x509: “Corp Root” certificate is not trusted'),
  ],
  [
    `tls-unknown-authority | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': server certificate verification failed. CAfile: none CRLfile: none",
    ),
  ],
  [
    `tls-unknown-authority | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': SSL certificate problem: unable to get local issuer certificate",
    ),
  ],
  [
    `tls-unknown-authority | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': SSL certificate problem: self-signed certificate in certificate chain",
    ),
  ],
  [
    `tls-expired | ${at}`,
    get(
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2031-01-01T00:00:00Z is after 2030-01-01T00:00:00Z',
    ),
  ],
  [
    `tls-expired | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': SSL certificate problem: certificate has expired"),
  ],
  [
    `tls-name-mismatch | ${at}`,
    get('tls: failed to verify certificate: x509: certificate is valid for a.test, b.test, not goproxy.corp.test'),
  ],
  [
    `tls-name-mismatch | ${at}`,
    get("x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs"),
  ],
  [`tls-name-mismatch | ${at}`, get('x509: certificate relies on legacy Common Name field, use SANs instead')],
  [
    `tls-name-mismatch | ${at}`,
    get(
      'tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match goproxy.corp.test',
    ),
  ],
  [
    `tls-name-mismatch | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': SSL: no alternative certificate subject name matches target host name 'github.com'",
    ),
  ],
  [`tls-not-tls | ${at}`, get('http: server gave HTTP response to HTTPS client')],
  [`tls-not-tls | ${at}`, get('tls: first record does not look like a TLS handshake')],
  [`tls-handshake-rejected | ${at}`, get('remote error: tls: handshake failure')],
  [`tls-handshake-rejected | ${at}`, get('remote error: tls: certificate required')],
  [`tls-handshake-rejected | ${at}`, get('remote error: tls: unrecognized name')],
  [`tls-handshake-timeout | ${at}`, get('net/http: TLS handshake timeout')],
  [
    `tls-certificate-invalid | ${at}`,
    get('tls: failed to parse certificate from server: x509: negative serial number'),
  ],
  // answers
  [`eof-during-response | ${at}`, get('EOF')],
  [`unexpected-eof-body | ${at}`, `go: example.com/lib@v1.4.0: read "${mod}": unexpected EOF`],
  [`http2-stream-error | ${at}`, get('stream error: stream ID 13; INTERNAL_ERROR; received from peer')],
  [
    `http2-stream-error | ${at}`,
    get('http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""'),
  ],
  [`http2-stream-error | ${at}`, get('http2: client connection lost')],
  [
    `http-malformed-response | ${at}`,
    get('net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01"'),
  ],
  [
    'redirect-loop | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: Get "/loop/example.com/lib/@v/v1.4.0.mod": stopped after 10 redirects',
  ],
  [`http-401-unauthorized | ${at}`, reading('401 Unauthorized')],
  [`http-403-forbidden | ${at}`, reading('403 Forbidden', 'blocked by policy')],
  [`http-404-not-found | ${at}`, reading('404 Not Found')],
  [`http-410-gone | ${at}`, reading('410 Gone', 'gone')],
  [`http-429-too-many-requests | ${at}`, reading('429 Too Many Requests')],
  [`http-5xx | ${at}`, reading('500 Internal Server Error', 'boom')],
  [`http-5xx | ${at}`, reading('504 Gateway Timeout')],
  [`http-unexpected-status | ${at}`, reading('204 No Content')],
  [
    'http-404-not-found | example.com/lib | v1.4.0 | goproxy.corp.test',
    `go: finding example.com/lib v1.4.0\ngo: example.com/lib@v1.4.0: unexpected status (${mod}): 404 Not Found`,
  ],
  [
    `unknown-revision | ${at}`,
    reading('404 Not Found', 'not found: example.com/lib@v1.4.0: invalid version: unknown revision v1.4.0'),
  ],
  [
    `private-module-on-public-proxy | example.com/lib | v1.4.0 | proxy.golang.org`,
    `go: example.com/lib@v1.4.0: reading https://proxy.golang.org/example.com/lib/@v/v1.4.0.info: 404 Not Found\n\tserver response:\n\tnot found: example.com/lib@v1.4.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/00: exit status 128:\n\t\tfatal: could not read Username for 'https://example.com': terminal prompts disabled`,
  ],
  [
    'private-module-on-public-proxy | git.corp.internal/a/b | v0.1.0 | goproxy.cn',
    'go: git.corp.internal/a/b@v0.1.0: reading https://goproxy.cn/git.corp.internal/a/b/@v/v0.1.0.mod: 404 Not Found',
  ],
  [
    'credentials-over-http | example.com/lib | v1.4.0 | goproxy.corp.test',
    'go: example.com/lib@v1.4.0: refusing to pass credentials to insecure URL: http://u:xxxxx@goproxy.corp.test/example.com/lib/@v/v1.4.0.info',
  ],
  // proxies and their list
  ['proxy-off | example.com/lib | v1.4.0 |', 'go: example.com/lib@v1.4.0: module lookup disabled by GOPROXY=off'],
  [
    'proxy-off | example.com/lib | v1.4.0 |',
    'go: downloading example.com/lib v1.4.0\nmain.go:5:2: module lookup disabled by GOPROXY=off',
  ],
  [
    'goproxy-invalid | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: invalid proxy URL missing scheme: none',
  ],
  [
    'goproxy-invalid | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: GOPROXY list is not the empty string, but contains no entries',
  ],
  [
    'goproxy-invalid | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: invalid file:// proxy URL with non-path elements: file://host/x',
  ],
  [
    'goproxy-invalid | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: parse "http://%zz": invalid URL escape "%zz"',
  ],
  [
    'proxy-html-not-json | example.com/lib | v1.4.0 | goproxy.corp.test',
    `go: example.com/lib@v1.4.0: invalid response from proxy "${proxy}": invalid character '<' looking for beginning of value`,
  ],
  [
    'proxy-html-not-json | example.com/lib | v1.4.0 | goproxy.corp.test',
    `go: example.com/lib@v1.4.0: invalid response from proxy "${proxy}": unexpected end of JSON input`,
  ],
  [
    'proxy-invalid-info | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: proxy returned info for version v9.9.9 instead of requested version',
  ],
  ['zip-invalid | example.com/lib | v1.4.0 |', 'go: example.com/lib@v1.4.0: zip: not a valid zip file'],
  ['zip-invalid | example.com/lib | v1.4.0 |', 'go: zip for example.com/lib@v1.4.0 has unexpected file index.html'],
  [
    'zip-bad-path | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: unzip /c/cache/download/example.com/lib/@v/v1.4.0.zip: example.com/lib@v1.4.0/con/a.go: malformed file path "con/a.go": "con" disallowed as path element component on Windows',
  ],
  [
    'zip-bad-path | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: create zip: a.go: case-insensitive file name collision: "a.go" and "A.go"',
  ],
  ['zip-too-large | example.com/lib | v1.4.0 |', 'go: example.com/lib@v1.4.0: downloaded zip file too large'],
  [
    'file-proxy-missing | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: reading file:///srv/proxy/example.com/lib/@v/v1.4.0.info: no such file or directory',
  ],
  // discovery
  [`discovery-http-error | ${kit}`, discover(`reading ${page}: 404 Not Found`)],
  [`discovery-http-error | ${kit}`, discover(`reading ${page}: 502 Bad Gateway\n\tserver response: upstream down`)],
  [`no-go-import-meta | ${kit}`, discover(`parse ${page}: no go-import meta tags ()`)],
  [
    'no-go-import-meta | go.corp.test/kit | v1.0.0 |',
    discover('parsing go.corp.test/kit: XML syntax error on line 1: expected attribute name in element'),
  ],
  [`no-go-import-meta | ${kit}`, discover(`${page}: invalid repo root "git.corp.test/kit": no scheme`)],
  [
    `go-import-mismatch | ${kit}`,
    discover(
      `parse ${page}: no go-import meta tags (meta tag other.test/x did not match import path go.corp.test/kit)`,
    ),
  ],
  [
    `go-import-mismatch | ${kit}`,
    discover(`${page} and //go.corp.test?go-get=1 disagree about go-import for go.corp.test`),
  ],
  [
    'no-secure-protocol | go.corp.test/kit | v1.0.0 |',
    'go: go.corp.test/kit@v1.0.0: no secure protocol found for repository',
  ],
  [
    `tls-unknown-authority | ${kit}`,
    discover(
      `https fetch: Get "${page}": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ),
  ],
  ['invalid-github-import-path | github.com/only | |', 'main.go:3:8: invalid github.com import path "github.com/only"'],
  [
    'invalid-github-import-path | github.com/acme/tool.git | v1.0.0 |',
    'go: github.com/acme/tool.git@v1.0.0: invalid version control suffix in github.com/ path',
  ],
  ['malformed-module-path | utils | |', 'go: malformed module path "utils": missing dot in first path element'],
  ['malformed-module-path | example.com/a b | |', 'go: malformed module path "example.com/a b": invalid char \' \''],
  [
    'malformed-module-path | internal/x | |',
    'main.go:4:2: package internal/x is not in std (/usr/local/go/src/internal/x)',
  ],
  // repositories
  [
    `terminal-prompts-disabled | ${hub}`,
    git("fatal: could not read Username for 'https://github.com': terminal prompts disabled"),
  ],
  [
    `terminal-prompts-disabled | ${hub}`,
    `${git("fatal: could not read Password for 'https://bot@github.com': terminal prompts disabled")}\nConfirm the import path was entered correctly.`,
  ],
  [
    `bad-credentials | ${hub}`,
    git('remote: Invalid username or password.', "fatal: Authentication failed for 'https://github.com/acme/tool/'"),
  ],
  [
    `bad-credentials | ${hub}`,
    git(
      'remote: Permission to acme/tool.git denied.',
      "fatal: unable to access 'https://github.com/acme/tool/': The requested URL returned error: 403",
    ),
  ],
  [
    `bad-credentials | ${hub}`,
    git('remote: HTTP Basic: Access denied', "fatal: Authentication failed for 'https://github.com/acme/tool/'"),
  ],
  [
    `repo-not-found | ${hub}`,
    git('remote: Repository not found.', "fatal: repository 'https://github.com/acme/tool/' not found"),
  ],
  [`repo-not-found | ${hub}`, git("fatal: repository 'https://github.com/acme/tool/' not found")],
  [
    `repo-not-found | ${hub}`,
    git(
      'remote: The project you were looking for could not be found.',
      "fatal: repository 'https://github.com/acme/tool/' not found",
    ),
  ],
  [
    `ssh-key-rejected | ${hub}`,
    git('git@github.com: Permission denied (publickey).', 'fatal: Could not read from remote repository.'),
  ],
  [
    `ssh-host-key-unverified | ${hub}`,
    git('Host key verification failed.', 'fatal: Could not read from remote repository.'),
  ],
  [
    `ssh-host-key-unverified | ${hub}`,
    git('@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', 'Host key verification failed.'),
  ],
  [
    `git-network-error | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': Failed to connect to github.com port 443 after 21003 ms: Timed out",
    ),
  ],
  [
    `git-network-error | ${hub}`,
    git(
      'ssh: connect to host github.com port 22: Network is unreachable',
      'fatal: Could not read from remote repository.',
    ),
  ],
  [
    `git-network-error | ${hub}`,
    git(
      "fatal: unable to access 'https://github.com/acme/tool/': gnutls_handshake() failed: The TLS connection was non-properly terminated.",
    ),
  ],
  [
    `git-network-error | ${hub}`,
    git("fatal: unable to access 'https://github.com/acme/tool/': OpenSSL SSL_read: Connection was reset, errno 10054"),
  ],
  [
    `git-transfer-failed | ${hub}`,
    git('error: RPC failed; curl 92 HTTP/2 stream 0 was not closed cleanly: CANCEL (err 8)', 'fatal: early EOF'),
  ],
  [
    `git-transfer-failed | ${hub}`,
    git('fatal: the remote end hung up unexpectedly', 'fatal: protocol error: bad pack header'),
  ],
  [`git-transfer-failed | ${hub}`, git('fatal: fetch-pack: invalid index-pack output')],
  [
    'git-missing | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: unable to resolve git version: failed to execute git version: exec: "git": executable file not found in $PATH',
  ],
  [
    'git-missing | github.com/acme/tool | v1.4.0 |',
    'go: github.com/acme/tool@v1.4.0: git init --bare in /root/go/pkg/mod/cache/vcs/ab: exec: "git": executable file not found in %PATH%',
  ],
  [
    'vcs-tool-missing | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: hg init . in /root/go/pkg/mod/cache/vcs/ab: exec: "hg": executable file not found in $PATH',
  ],
  [
    'vcs-disallowed | go.corp.test/kit | |',
    "go: module go.corp.test/kit: GOVCS disallows using bzr for public go.corp.test/kit; see 'go help vcs'",
  ],
  [
    'vcs-disallowed | go.corp.test/kit | |',
    'go: module go.corp.test/kit: malformed entry in GOVCS (missing colon): "git"',
  ],
  // checksums
  [
    'gosum-mismatch | example.com/lib | v1.4.0 |',
    'verifying example.com/lib@v1.4.0: checksum mismatch\n\tdownloaded: h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\tgo.sum:     h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=\n\nSECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.',
  ],
  [
    'gosum-mismatch | example.com/lib | v1.4.0 |',
    'verifying example.com/lib@v1.4.0/go.mod: checksum mismatch\n\tdownloaded: h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\tgo.work.sum:     h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=',
  ],
  [
    'sumdb-mismatch | example.com/lib | v1.4.0 | sum.golang.org',
    'go: example.com/lib@v1.4.0: verifying go.mod: checksum mismatch\n\tdownloaded: h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\tsum.golang.org: h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=',
  ],
  [
    'sumdb-proxy-broken | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: verifying module: checksum missing from sumdb response',
  ],
  ['sumdb-proxy-broken | example.com/lib | v1.4.0 |', sum('cannot validate record 4711 in tree of size 815')],
  [
    `sumdb-404-private | ${looked}`,
    `${sum(`reading ${lookup}: 404 Not Found`)}\n\tserver response: not found: example.com/lib@v1.4.0: invalid version: git ls-remote -q origin in /tmp: exit status 128:\n\t\tfatal: could not read Username for 'https://example.com': terminal prompts disabled`,
  ],
  [`sumdb-404-private | ${looked}`, sum(`reading ${lookup}: 410 Gone`)],
  [
    `sumdb-404-public | ${looked}`,
    `${sum(`reading ${lookup}: 404 Not Found`)}\n\tserver response: not found: example.com/lib@v1.4.0: invalid version: unknown revision v1.4.0`,
  ],
  [`sumdb-unreachable | ${looked}`, sum(`Get "${lookup}": dial tcp 142.250.1.1:443: i/o timeout`)],
  [
    `sumdb-unreachable | ${looked}`,
    sum(`Get "${lookup}": dial tcp: lookup sum.golang.org on 10.0.0.2:53: no such host`),
  ],
  [`sumdb-unreachable | ${looked}`, sum(`reading ${lookup}: 503 Service Unavailable`)],
  [
    'sumdb-unreachable | example.com/lib | v1.4.0 | goproxy.corp.test',
    sum(`reading ${proxy}/sumdb/sum.golang.org/supported: 403 Forbidden`),
  ],
  [
    'sumdb-unreachable | example.com/lib | v1.4.0 | sum.golang.org',
    sum(
      'initializing sumdb.Client: checking tree#3: Get "https://sum.golang.org/tile/8/0/000.p/3": dial tcp 1.2.3.4:443: connect: connection refused',
    ),
  ],
  ['gosumdb-invalid | example.com/lib | v1.4.0 |', sum('invalid GOSUMDB: malformed verifier id')],
  [
    'gosumdb-invalid | golang.org/toolchain | v0.0.1-go1.27.0.linux-amd64 |',
    'go: download go1.27.0: golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64: verifying module: checksum database disabled by GOSUMDB=off',
  ],
  [
    'missing-gosum-entry | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: missing go.sum entry for go.mod file; to add it:\n\tgo mod download example.com/lib',
  ],
  [
    'missing-gosum-entry | github.com/acme/tool | |',
    'main.go:7:2: missing go.sum entry for module providing package github.com/acme/tool/sub (imported by example.com/app); to add:\n\tgo get example.com/app',
  ],
  ['missing-gosum-entry | | |', 'go: updates to go.sum needed, disabled by -mod=readonly'],
  ['gosum-malformed | | |', 'malformed go.sum:\n/home/dev/app/go.sum:17: wrong number of fields 5'],
  [
    'cache-modified | example.com/lib | v1.4.0 |',
    'example.com/lib v1.4.0: dir has been modified (/home/dev/go/pkg/mod/example.com/lib@v1.4.0)',
  ],
  // versions and paths
  [
    'unknown-revision | github.com/acme/tool | v9.9.9 |',
    'go: github.com/acme/tool@v9.9.9: invalid version: unknown revision v9.9.9',
  ],
  [
    'unknown-revision | github.com/acme/tool/sub | v1.0.0 |',
    'go: github.com/acme/tool/sub@v1.0.0: invalid version: unknown revision sub/v1.0.0',
  ],
  ['no-matching-version | example.com/lib | v7 |', 'go: module example.com/lib: no matching versions for query "v7"'],
  [
    'no-matching-version | example.com/lib | latest |',
    'go: example.com/lib@latest: no matching versions for query "latest"',
  ],
  [
    'major-version-suffix | example.com/lib | v2.0.0 |',
    'go: example.com/lib@v2.0.0: invalid version: should be v0 or v1, not v2',
  ],
  [
    'major-version-suffix | example.com/lib/v2 | v1.0.0 |',
    'go: example.com/lib/v2@v1.0.0: invalid version: should be v2, not v1',
  ],
  [
    'major-version-suffix | github.com/acme/multi | v2.0.0 |',
    'go: github.com/acme/multi@v2.0.0: invalid version: go.mod has non-.../v2 module path "github.com/acme/multi" (and .../v2/go.mod does not exist) at revision v2.0.0',
  ],
  [
    'major-version-suffix | github.com/acme/multi/v2 | v2.0.0 |',
    'go: github.com/acme/multi/v2@v2.0.0: invalid version: missing github.com/acme/multi/go.mod and .../v2/go.mod at revision v2.0.0',
  ],
  [
    'major-version-suffix | example.com/lib | v3.1.0 |',
    'go: errors parsing go.mod:\ngo.mod:6: require example.com/lib: version "v3.1.0" invalid: should be v0 or v1, not v3',
  ],
  [
    'incompatible-suffix | github.com/acme/tool | v1.0.0+incompatible |',
    'go: github.com/acme/tool@v1.0.0+incompatible: invalid version: +incompatible suffix not allowed: major version v1 is compatible',
  ],
  [
    'invalid-pseudo-version | example.com/lib | v0.0.0-20240401000000-abcdef123456 |',
    'go: example.com/lib@v0.0.0-20240401000000-abcdef123456: invalid pseudo-version: does not match version-control timestamp (expected 20240402000000)',
  ],
  [
    'invalid-pseudo-version | example.com/lib | v1.5.1-0.20240401000000-abcdef123456 |',
    'go: example.com/lib@v1.5.1-0.20240401000000-abcdef123456: invalid pseudo-version: preceding tag (v1.5.0) not found',
  ],
  ['invalid-version | example.com/lib | 1.0.0 |', 'go: example.com/lib@1.0.0: invalid version: not a semantic version'],
  [
    'invalid-version | example.com/lib | a!b |',
    'go: example.com/lib@a!b: invalid version: version "a!b" invalid: disallowed version string',
  ],
  [
    'module-path-mismatch | github.com/fork/lib | v1.0.0 |',
    'go: example.com/app imports\n\tgithub.com/fork/lib: github.com/fork/lib@v1.0.0: parsing go.mod:\n\tmodule declares its path as: github.com/acme/lib\n\t        but was required as: github.com/fork/lib',
  ],
  [
    'case-mismatch | github.com/Acme/Lib | v1.0.0 |',
    'go: github.com/Acme/Lib@v1.0.0: parsing go.mod:\n\tmodule declares its path as: github.com/acme/lib\n\t        but was required as: github.com/Acme/Lib',
  ],
  [
    'package-not-in-module | example.com/lib | v1.4.0 |',
    'main.go:4:2: module example.com/lib@latest found (v1.4.0), but does not contain package example.com/lib/old',
  ],
  [
    'ambiguous-import | github.com/acme/mono | v1.2.0 |',
    'app.go:4:2: ambiguous import: found package github.com/acme/mono/api in multiple modules:\n\tgithub.com/acme/mono v1.2.0 (/c/github.com/acme/mono@v1.2.0/api)\n\tgithub.com/acme/mono/api v0.1.0 (/c/github.com/acme/mono/api@v0.1.0)',
  ],
  [
    'missing-requirement | github.com/acme/tool | |',
    'cmd/x/main.go:9:2: no required module provides package github.com/acme/tool; to add it:\n\tgo get github.com/acme/tool',
  ],
  ['missing-requirement | example.com/lib | |', 'go: module example.com/lib: not a known dependency'],
  ['gomod-malformed | | |', 'go: errors parsing go.mod:\n/home/dev/app/go.mod:5: unknown directive: requre'],
  ['gomod-needs-update | | |', 'go: updates to go.mod needed, disabled by -mod=readonly; to update it:\n\tgo mod tidy'],
  [
    'http-404-not-found | example.com/gone | v1.0.0 | goproxy.corp.test',
    `go: example.com/d@v1.0.0 requires\n\texample.com/b@v1.0.0 requires\n\texample.com/gone@v1.0.0: reading ${proxy}/example.com/gone/@v/v1.0.0.mod: 404 Not Found\n\tserver response: no`,
  ],
  // the machine
  ['permission-denied-cache | | |', 'go: could not create module cache: mkdir /opt/cache: permission denied'],
  [
    'permission-denied-cache | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: open /root/go/pkg/mod/cache/download/example.com/lib/@v/v1.4.0.lock: permission denied',
  ],
  [
    'permission-denied-cache | example.com/lib | v1.4.0 |',
    'go: rename C:\\Users\\dev\\go\\pkg\\mod\\example.com\\lib@v1.4.0.tmp C:\\Users\\dev\\go\\pkg\\mod\\example.com\\lib@v1.4.0: Access is denied.',
  ],
  [
    'disk-full | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: write /root/go/pkg/mod/cache/download/example.com/lib/@v/v1.4.0.zip: no space left on device',
  ],
  ['gopath-invalid | | |', 'go: GOMODCACHE entry is relative; must be absolute path: "cache".'],
  ['gopath-invalid | | |', 'module cache not found: neither GOMODCACHE nor GOPATH is set'],
  ['modules-off | | |', "go: modules disabled by GO111MODULE=off; see 'go help modules'"],
  [
    'no-main-module | | |',
    "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
  ],
  ['no-main-module | | |', "go: no modules specified (see 'go help mod download')"],
  // toolchains
  ['toolchain-not-available | | go1.27.0 |', 'go: download go1.27.0 for darwin/arm64: toolchain not available'],
  ['toolchain-not-available | | go1.27.0 |', 'go: cannot find "go1.27.0" in PATH'],
  [
    'toolchain-not-available | | go1.27 |',
    'go: invalid toolchain: go1.27 is a language version but not a toolchain version (go1.27.x)',
  ],
  ['gotoolchain-invalid | | |', 'go: invalid GOTOOLCHAIN "go1.27.3+foo": only version suffixes are +auto and +path'],
  ['go-version-too-new | | |', 'go: go.mod requires go >= 1.27 (running go 1.26.1; GOTOOLCHAIN=local)'],
  [
    'go-version-too-new | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0 requires go >= 1.27 (running go 1.24.0; GOTOOLCHAIN=local)',
  ],
  ['go-version-too-new | | |', 'note: module requires Go 1.23'],
  [
    'go-version-format | | |',
    "go: errors parsing go.mod:\n/src/go.mod:3: invalid go version '1.24.0': must match format 1.23",
  ],
  ['go-version-format | | |', 'go: errors parsing go.mod:\n/src/go.mod:5: unknown directive: toolchain'],
  ['std-package-missing | | |', 'main.go:4:2: package log/slog is not in GOROOT (/usr/lib/go-1.19/src/log/slog)'],
  ['std-package-missing | | |', 'main.go:4:2: package iter is not in std (/usr/lib/go-1.21/src/iter)'],
  [
    'version-syntax-unsupported | example.com/lib | latest |',
    "package example.com/lib@latest: can only use path@version syntax with 'go get'",
  ],
  // go.work, replace and vendor
  [
    'replace-dir-missing | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0: replacement directory ../lib does not exist',
  ],
  [
    'replace-dir-missing | example.com/lib | v1.4.0 |',
    'go: example.com/lib@v1.4.0 (replaced by ./lib): reading lib/go.mod: open /src/lib/go.mod: no such file or directory',
  ],
  [
    'workspace-dir-missing | | |',
    'go: cannot load module ../nope listed in go.work file: open ../nope/go.mod: no such file or directory',
  ],
  [
    'workspace-dir-missing | | |',
    'go: current directory is contained in a module that is not one of the workspace modules listed in go.work. You can add it to the workspace using:\n\tgo work use .',
  ],
  [
    'workspace-mode-conflict | | |',
    'go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"\n\tRemove the -mod flag to use the default readonly value,',
  ],
  [
    'vendor-inconsistent | example.com/lib | v1.4.0 |',
    'go: inconsistent vendoring in /src:\n\texample.com/lib@v1.4.0: is replaced in go.mod, but not marked as replaced in vendor/modules.txt',
  ],
  [
    'lookup-disabled-by-mod-flag | github.com/acme/tool | |',
    'main.go:5:2: cannot find module providing package github.com/acme/tool/x: import lookup disabled by -mod=readonly',
  ],
  [
    'lookup-disabled-by-mod-flag | example.org/q | |',
    'go: module example.org/q: cannot query module due to -mod=vendor\n\t(Go version in go.mod is at least 1.14 and vendor directory exists.)',
  ],
];

export const rows: readonly Row[] = table.map(([label, text]) => {
  const [code = '', module = '', version = '', host = ''] = label.split('|').map((part) => part.trim());
  return { code, module, version, host, text };
});

/** Output without any failure to fetch. */
export const healthy: readonly string[] = [
  '# example.com/app\n./main.go:7:2: undefined: foo',
  './main.go:3:8: "os" imported and not used',
  '--- FAIL: TestX (0.01s)\n    x_test.go:9: Get "http://127.0.0.1:8080/health": dial tcp 127.0.0.1:8080: connect: connection refused\nFAIL\texample.com/app\t0.1s',
  'panic: runtime error: invalid memory address or nil pointer dereference\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\nexit status 2',
  'go: downloading example.com/lib v1.4.0\ngo: extracting example.com/lib v1.4.0\nok  \texample.com/app\t0.1s',
  'go: added example.com/lib v1.4.0\ngo: upgraded example.org/other v1.0.0 => v1.1.0',
  'npm ERR! code ENOTFOUND\nnpm ERR! errno ENOTFOUND\nnpm ERR! network request to https://registry.example/x failed, reason: getaddrinfo ENOTFOUND registry.example',
  'Collecting requests\nERROR: Could not find a version that satisfies the requirement requests==99 (from versions: none)',
  'error[E0308]: mismatched types\n --> src/main.rs:2:5\nerror: could not compile `app` (bin "app") due to 1 previous error',
  'make: *** [Makefile:3: build] Error 1',
  'package example.com/a\n\timports example.com/b\n\timports example.com/a: import cycle not allowed',
  'package example.com/a\n\ta.go:3:8: use of internal package example.com/b/internal/c not allowed',
  'main.go:9: running "mockgen": exec: "mockgen": executable file not found in $PATH',
  '/usr/bin/ld: cannot find -lfoo: No such file or directory\ncollect2: error: ld returned 1 exit status',
  'error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.',
  'package example.com/a: build constraints exclude all Go files in /src/a',
];
