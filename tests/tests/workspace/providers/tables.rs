//! The cases, one per line. `\s` is a blank, `[marked]` is the key of a sandbox, `[dir]` is the directory of the test.

/// Name, words of the output, variables.
pub const VARIABLES: &str = r#"
key and user                | ok: staging https://staging-api.getpartna.com/v4 from | API_KEY=canary-a API_USER=canary
for production              | ok: production https://api.getpartna.com/v4 from | API_KEY=canary-a API_USER=canary ENVIRONMENT=production
built for production        | ok: production | API_KEY=canary-a API_USER=canary production
built and set to the same   | ok: production | API_KEY=canary-a API_USER=canary ENVIRONMENT=production production
built and set to different  | PARTNA_ENVIRONMENT: is staging | API_KEY=canary-a API_USER=canary ENVIRONMENT=staging production
staging's own               | ok: staging | STAGING_API_KEY=canary-a STAGING_API_USER=canary
production's own            | ok: production | PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary ENVIRONMENT=production
only production's own       | PARTNA_PRODUCTION_API_KEY is not for staging | PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
one for each                | ok: staging | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-b PRODUCTION_API_USER=canary
one for each, production    | ok: production | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-b PRODUCTION_API_USER=canary production
same credentials twice      | ok: staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-a STAGING_API_USER=canary
two keys                    | contain different credentials for staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-b STAGING_API_USER=canary
two users                   | contain different credentials for staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-a STAGING_API_USER=canary2
same key for both           | contain the same key | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
key of production           | contain the same key | API_KEY=canary-a API_USER=canary PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
no user                     | PARTNA_API_USER: is not set | API_KEY=canary-a
no key                      | PARTNA_API_KEY: is not set, but PARTNA_API_USER is | API_USER=canary
no user for production      | PARTNA_PRODUCTION_API_USER: is not set | API_KEY=canary-a API_USER=canary PRODUCTION_API_KEY=canary-b
empty key                   | PARTNA_API_KEY: is not set, but PARTNA_API_USER is | API_KEY= API_USER=canary
empty user                  | PARTNA_API_USER: is not set, but PARTNA_API_KEY is | API_KEY=canary-a API_USER=
line break                  | PARTNA_API_KEY: contains a line break | API_KEY=canary-a\n API_USER=canary
not ASCII                   | the API key: contains characters that are not ASCII | API_KEY=canaryé API_USER=canary
unknown environment         | PARTNA_ENVIRONMENT: unknown environment | API_KEY=canary-a API_USER=canary ENVIRONMENT=prod
empty environment           | ok: staging | API_KEY=canary-a API_USER=canary ENVIRONMENT=
key as environment          | PARTNA_ENVIRONMENT: unknown environment | API_KEY=canary-a API_USER=canary ENVIRONMENT=canary-a
loopback                    | ok: staging http://127.0.0.1:8080/v4 from | API_KEY=canary-a API_USER=canary BASE_URL=http://127.0.0.1:8080/v4
another host                | PARTNA_BASE_URL: is not an allowed host | API_KEY=canary-a API_USER=canary BASE_URL=https://canary.example/v4
password in the URL         | PARTNA_BASE_URL: contains a user | API_KEY=canary-a API_USER=canary BASE_URL=http://canary:canary@127.0.0.1/v4
host of production          | is not an allowed host for staging | API_KEY=canary-a API_USER=canary BASE_URL=https://api.getpartna.com/v4
sandbox                     | ok: sandbox http://127.0.0.1:8080/v4 from | API_KEY=[marked] API_USER=canary ENVIRONMENT=sandbox
sandbox's own               | ok: sandbox http://127.0.0.1:8080/v4 from | SANDBOX_API_KEY=[marked] SANDBOX_API_USER=canary ENVIRONMENT=sandbox
only the sandbox's own      | PARTNA_SANDBOX_API_KEY is not for staging | SANDBOX_API_KEY=[marked] SANDBOX_API_USER=canary
sandbox at another host     | ok: sandbox http://sandbox:8080/v4 from | API_KEY=[marked] API_USER=canary ENVIRONMENT=sandbox BASE_URL=http://sandbox:8080/v4
sandbox at a host of Partna | PARTNA_BASE_URL: is a host of Partna | API_KEY=[marked] API_USER=canary ENVIRONMENT=sandbox BASE_URL=https://api.getpartna.com/v4
sandbox, unmarked key       | was not created by a sandbox | API_KEY=canary-a API_USER=canary ENVIRONMENT=sandbox BASE_URL=http://sandbox:8080/v4
marked key for staging      | was created by a sandbox, but the environment is staging | API_KEY=[marked] API_USER=canary
one for each environment    | ok: sandbox | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-b PRODUCTION_API_USER=canary SANDBOX_API_KEY=[marked] SANDBOX_API_USER=canary ENVIRONMENT=sandbox
no key for a sandbox        | Start a sandbox, which prints its variables | ENVIRONMENT=sandbox
all empty                   | no credentials found: PARTNA_API_KEY is not set; | API_KEY= API_USER= STAGING_API_KEY= STAGING_API_USER= PRODUCTION_API_KEY= PRODUCTION_API_USER= SANDBOX_API_KEY= SANDBOX_API_USER= ENVIRONMENT= BASE_URL= CREDENTIALS_DIR= CREDENTIALS_FILE= PROFILE=
other variables empty       | ok: staging https://staging-api.getpartna.com/v4 from | API_KEY=canary-a API_USER=canary SANDBOX_API_KEY= ENVIRONMENT= BASE_URL= CREDENTIALS_DIR= CREDENTIALS_FILE= PROFILE=
quotes                      | PARTNA_API_KEY: has quotes around its value | API_KEY="canary-a" API_USER=canary
quotes, user                | PARTNA_API_USER: has quotes around its value | API_KEY=canary-a API_USER='canary'
only quotes                 | PARTNA_API_KEY: has quotes around its value | API_KEY="" API_USER=canary
quotes, environment         | PARTNA_ENVIRONMENT: has quotes around its value | API_KEY=canary-a API_USER=canary ENVIRONMENT="staging"
quotes, profile             | PARTNA_PROFILE: has quotes around its value | API_KEY=canary-a API_USER=canary PROFILE="canary"
quotes, URL                 | PARTNA_BASE_URL: has quotes around its value | API_KEY=canary-a API_USER=canary BASE_URL="http://127.0.0.1:8080/v4"
quotes, unused variable     | PARTNA_SANDBOX_API_KEY: has quotes around its value | API_KEY=canary-a API_USER=canary SANDBOX_API_KEY="[marked]" SANDBOX_API_USER=canary
carriage return             | PARTNA_API_KEY: contains a carriage return | API_KEY=canary-a\r API_USER=canary
carriage return, user       | PARTNA_API_USER: contains a carriage return | API_KEY=canary-a API_USER=canary\r
environment from CRLF       | PARTNA_ENVIRONMENT: contains a carriage return | API_KEY=canary-a API_USER=canary ENVIRONMENT=production\r
profile from CRLF           | PARTNA_PROFILE: contains a carriage return | API_KEY=canary-a API_USER=canary PROFILE=live\r
URL from CRLF               | PARTNA_BASE_URL: contains a carriage return | API_KEY=canary-a API_USER=canary BASE_URL=http://127.0.0.1:8080/v4\r
file from CRLF              | PARTNA_CREDENTIALS_FILE: contains a carriage return | CREDENTIALS_FILE=/etc/partna.toml\r
quotes and CRLF             | PARTNA_API_KEY: contains a carriage return | API_KEY="canary-a"\r API_USER=canary
only a carriage return      | PARTNA_ENVIRONMENT: is blank | API_KEY=canary-a API_USER=canary ENVIRONMENT=\r
blank before                | PARTNA_API_KEY: begins or ends with whitespace | API_KEY=\scanary-a API_USER=canary
blank after                 | PARTNA_API_USER: begins or ends with whitespace | API_KEY=canary-a API_USER=canary\s
blank in the environment    | PARTNA_ENVIRONMENT: begins or ends with whitespace | API_KEY=canary-a API_USER=canary ENVIRONMENT=production\s
blank in the URL            | PARTNA_BASE_URL: begins or ends with whitespace | API_KEY=canary-a API_USER=canary BASE_URL=\shttp://127.0.0.1:8080/v4
only a blank                | PARTNA_API_KEY: is blank | API_KEY=\s API_USER=canary
byte order mark             | PARTNA_API_KEY: begins with a byte order mark | API_KEY=\u{feff}canary-a API_USER=canary
home of a file              | PARTNA_CREDENTIALS_FILE: begins with `~` | CREDENTIALS_FILE=~/canary.toml
home of a directory         | PARTNA_CREDENTIALS_DIR: begins with `~` | CREDENTIALS_DIR=~canary/secret
variable in a path          | PARTNA_CREDENTIALS_DIR: begins with `$` | CREDENTIALS_DIR=$HOME/secret
"#;

/// Name, words of the output, profiles as `name=environment:key`, and variables in addition to that of the path.
pub const PROFILES: &str = r#"
one for each                      | ok: staging | test=staging:canary-a live=production:canary-b |
for production                    | ok: production | test=staging:canary-a live=production:canary-b | ENVIRONMENT=production
built for production              | ok: production | test=staging:canary-a live=production:canary-b | production
by name                           | ok: production | test=staging:canary-a live=production:canary-b | PROFILE=live
by name, one of two               | ok: staging | test=staging:canary-a dev=staging:canary-b | PROFILE=dev
unknown name                      | has no profile `nope` | test=staging:canary-a live=production:canary-b | PROFILE=nope
name and environment differ       | has profile `live` for production, but the client is for staging | live=production:canary-b | PROFILE=live ENVIRONMENT=staging
name and built environment differ | has profile `live` for production, but the client is for staging | live=production:canary-b | PROFILE=live staging
two for the environment           | has several profiles for staging | test=staging:canary-a dev=staging:canary-b |
none for the environment          | has no profile for staging | live=production:canary-b |
none for the variable             | has no profile for production | test=staging:canary-a | ENVIRONMENT=production
no profiles                       | (profiles: none) | |
same key for both                 | has the same key | test=staging:canary-a live=production:canary-a |
unknown environment               | is not a file of profiles | test=staging:canary-a live=prod:canary-b |
empty key                         | the API key: is empty; set it to a value | test=staging: |
same variables                    | from the environment variables PARTNA_API_KEY and | test=staging:canary-a | API_KEY=canary-a API_USER=canary
different variables               | and profile `test` of [dir]/credentials.toml: contain different credentials | test=staging:canary-a | API_KEY=canary-b API_USER=canary
variables for another environment | and profile `live` of [dir]/credentials.toml: contain different credentials | live=production:canary-a | API_KEY=canary-a API_USER=canary PROFILE=live
for a sandbox                     | ok: sandbox | test=staging:canary-a mine=sandbox:[marked] | ENVIRONMENT=sandbox
for a sandbox by name             | ok: sandbox | test=staging:canary-a mine=sandbox:[marked] | PROFILE=mine
not for a sandbox                 | ok: staging | test=staging:canary-a mine=sandbox:[marked] |
no marker                         | was not created by a sandbox | mine=sandbox:canary-a | PROFILE=mine
marker for production             | was created by a sandbox, but the environment is production | live=production:[marked] | PROFILE=live
nested quotes                     | the API key: has quotes around it | test=staging:'canary-a' |
"#;

/// Name, words of the output, files, and variables in addition to that of the path.
pub const FILES: &str = r#"
plain                             | ok: staging | api-key=canary-a api-user=canary |
line breaks at the end            | ok: staging | api-key=canary-a\n api-user=canary\n |
two line breaks                   | the file `api-key`: has more than one line | api-key=canary-a\n\n api-user=canary |
no user                           | the file `api-user`: cannot be read | api-key=canary-a |
no key                            | the file `api-key`: cannot be read | api-user=canary |
empty key                         | the file `api-key`: is empty | api-key= api-user=canary |
for production                    | ok: production | api-key=canary-a api-user=canary environment=production\n |
also set by a variable            | ok: production | api-key=canary-a api-user=canary environment=production | ENVIRONMENT=production
set by a variable                 | ok: production | api-key=canary-a api-user=canary | ENVIRONMENT=production
set by the program                | ok: production | api-key=canary-a api-user=canary | production
unknown environment               | the file `environment`: unknown environment | api-key=canary-a api-user=canary environment=canary |
empty environment                 | the file `environment`: is empty | api-key=canary-a api-user=canary environment= |
variable differs                  | error: Error { kind: Config | api-key=canary-a api-user=canary environment=production | ENVIRONMENT=staging
variable differs, reversed        | error: Error { kind: Config | api-key=canary-a api-user=canary environment=staging | ENVIRONMENT=production
built environment differs         | error: Error { kind: Config | api-key=canary-a api-user=canary environment=production | staging
same variables                    | from the environment variables PARTNA_API_KEY and | api-key=canary-a api-user=canary | API_KEY=canary-a API_USER=canary
different variables               | and the directory [dir]/secret: contain different credentials | api-key=canary-b api-user=canary | API_KEY=canary-a API_USER=canary
variables for another environment | and the directory [dir]/secret: contain different credentials | api-key=canary-a api-user=canary environment=production | API_KEY=canary-a API_USER=canary
of a sandbox                      | ok: sandbox | api-key=[marked]\n api-user=canary environment=sandbox |
of a sandbox, by variable         | ok: sandbox | api-key=[marked] api-user=canary | ENVIRONMENT=sandbox
sandbox without marker            | was not created by a sandbox | api-key=canary-a api-user=canary environment=sandbox |
marker without sandbox            | was created by a sandbox, but the environment is staging | api-key=[marked] api-user=canary |
two lines                         | the file `api-key`: has more than one line | api-key=canary-a\ncanary-b\n api-user=canary |
two lines of a user               | the file `api-user`: has more than one line | api-key=canary-a api-user=canary\r\ncanary\r\n |
line breaks of Windows            | ok: production | api-key=canary-a\r\n api-user=canary\r\n environment=production\r\n |
quotes                            | the file `api-key`: has quotes | api-key="canary-a"\n api-user=canary |
blank                             | the file `api-user`: begins or ends with whitespace | api-key=canary-a api-user=canary\s\n |
byte order mark                   | the file `api-key`: begins with a byte order mark | api-key=\u{feff}canary-a\n api-user=canary |
mark of an environment            | the file `environment`: begins with a byte order mark | api-key=canary-a api-user=canary environment=\u{feff}staging |
"#;
